package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.StrategyMoved;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told by rules of admin, team and Jenkinsfile, through engine, desk and outbox, in the sandbox's Slack. */
class RuleNoticesTest {
    private static final Environment PRODUCTION = environment("production", Tier.PRODUCTION);
    private static final Environment STAGING = environment("staging", Tier.STAGING);

    @TempDir
    private Path project;

    private NoticeRun run;

    @BeforeEach
    void start() throws Exception {
        run = NoticeRun.withSlack(project);
        run.slack().join("cart@example.com", "U0CARTCART");
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
    }

    private static Environment environment(String name, Tier tier) {
        return new Environment(name, tier, "main", "shop", UndoPolicy.NEVER);
    }

    private void begin(String notices) throws Exception {
        run.begin(notices, PRODUCTION, STAGING);
    }

    private void fails(String id, String environment, String code) {
        run.opened(id, environment);
        run.happens(new RolloutPlanned(NoticeRun.T, "r" + id, id, "main", "shop", List.of(), Map.of()));
        run.happens(new RolloutEnded(
                NoticeRun.T,
                "r" + id,
                Outcome.FAILED,
                "no",
                List.of(FailureCause.of(code, "Deployment shop/payment", "cannot pull 'x:" + id + "'"))));
        run.closed(id, Outcome.FAILED);
    }

    @Test
    void aFailureIsToldInTheChannelsOfItsRuleAndTheRolesAreCalled() throws Exception {
        begin("""
                roles: [{name: oncall, email: cart@example.com, slack: S0ONCALL1}]
                rules:
                  - {topics: failed, tiers: production, slack: "#alerts", roles: oncall}
                  - {topics: failed, tiers: staging, slack: "#staging"}
                """);
        fails("d1", "production", "ImagePullBackOff");
        run.awaitMessages("#alerts", 3);
        List<SandboxSlack.Message> told = run.in("#alerts");
        assertThat(told.get(0).blocks()).contains("Deploy* → production: failed");
        assertThat(told.get(1).thread()).isEqualTo(told.get(0).ts());
        SandboxSlack.Message loud = told.get(2);
        assertThat(loud.broadcast()).isTrue();
        assertThat(loud.blocks()).contains("<!subteam^S0ONCALL1>", "<@U0CARTCART>");
        assertThat(run.in("#staging")).isEmpty();
    }

    @Test
    void aStrategyThatWaitsForAPersonCallsThemOncePerStop() throws Exception {
        begin("""
                roles: [{name: approvers, email: cart@example.com}]
                rules: [{topics: waiting, slack: '#approve', roles: approvers}]
                """);
        run.opened("d1", "production");
        run.happens(new RolloutPlanned(NoticeRun.T, "r1", "d1", "main", "shop", List.of(), Map.of()));
        for (String waitsFor : new String[] {null, "promote", "promote", "resume"}) {
            run.happens(new StrategyMoved(
                    NoticeRun.T, "r1", "canary", "cart", "STOP", 1, 2, 20, null, waitsFor, "at 20 %"));
        }
        run.awaitMessages("#approve", 2);
        SandboxSlack.Message loud = run.in("#approve").get(1);
        assertThat(loud.broadcast()).isTrue();
        assertThat(loud.blocks()).contains("waits for a person", "cart: at 20 %", "<@U0CARTCART>");
        run.closed("d1", Outcome.SUCCEEDED);
        NoticeRun.soon().until(() -> run.in("#approve").get(0).blocks().contains("succeeded"));
        assertThat(run.in("#approve")).hasSize(2);
    }

    @Test
    void theTeamsRulesHoldBesidesTheAdmins() throws Exception {
        Files.writeString(project.resolve("storefront.yaml"), """
                notices:
                  - {topics: [started, succeeded], environments: prod*, slack: "#team"}
                services: {}
                """);
        begin("rules: [{topics: started, slack: '#admin'}]");
        run.opened("d1", "production");
        run.closed("d1", Outcome.SUCCEEDED);
        run.awaitMessages("#team", 1);
        run.awaitMessages("#admin", 1);
        NoticeRun.soon().until(() -> run.in("#team").get(0).blocks().contains("succeeded"));
        assertThat(run.in("#team")).hasSize(1); // one message that lives, and nobody woken
    }

    @Test
    void tenFailuresOfOneCauseAreOneNotice() throws Exception {
        begin("rules: [{topics: failed, slack: '#alerts'}]");
        for (int i = 0; i < 10; i++) {
            fails("d" + i, "production", "ImagePullBackOff");
        }
        NoticeRun.soon().until(() -> run.in("#alerts").stream()
                .anyMatch(one -> one.blocks().contains("9 more of one cause")));
        assertThat(run.in("#alerts").stream().filter(SandboxSlack.Message::broadcast))
                .hasSize(1);
        fails("other", "production", "CrashLoopBackOff");
        NoticeRun.soon()
                .until(() -> run.in("#alerts").stream()
                                .filter(SandboxSlack.Message::broadcast)
                                .count()
                        == 2);
    }

    @Test
    void whatIsNotDueYetIsHeldAndNothingIsPosted() throws Exception {
        begin("""
                calendars: [{name: never, days: Mon, hours: "00:00-00:01", zone: UTC}]
                rules: [{slack: "#digest", digest: daily}, {slack: "#office", calendar: never}, {slack: "#now"}]
                """);
        run.opened("d1", "production");
        run.closed("d1", Outcome.SUCCEEDED);
        run.awaitMessages("#now", 1);
        NoticeRun.soon().until(() -> run.in("#now").get(0).blocks().contains("succeeded"));
        assertThat(run.in("#digest")).isEmpty();
    }

    @Test
    void whoWroteWhatComesSinceWhatServesThereIsNamedAndCalled() throws Exception {
        git("init", "-q");
        String base = commit("Before", "other@example.com");
        commit("Make the cart blue", "cart@example.com");
        commit("Sort by price <!channel>", "cart@example.com");
        served(base);
        begin("rules: [{topics: failed, slack: '#alerts', roles: authors}]");
        fails("d1", "production", "ImagePullBackOff");
        run.awaitMessages("#alerts", 3);
        assertThat(run.in("#alerts").get(0).blocks())
                .contains("Make the cart blue", "Sort by price &lt;!channel&gt;", "Cart Team")
                .doesNotContain("Before");
        assertThat(run.in("#alerts").get(2).blocks()).containsOnlyOnce("<@U0CARTCART>");
    }

    /** What run 1 of the same project left: an image of that commit that serves in production. */
    private void served(String commit) throws Exception {
        Path first = project.resolve(".storefront/runs/1");
        Files.createDirectories(first);
        FileReleaseBook book = FileReleaseBook.open(first);
        String image = "registry.example.com/shop/cart@sha256:" + "a".repeat(64);
        book.publish(new DeploymentOpened(NoticeRun.T, "d0", "Deploy", "production", UndoPolicy.NEVER));
        book.publish(new RolloutPlanned(
                NoticeRun.T, "r0", "d0", "main", "shop", List.of(), Map.of("registry.example.com/shop/cart", image)));
        book.publish(new RolloutEnded(NoticeRun.T, "r0", Outcome.SUCCEEDED, "serves", List.of()));
        book.publish(new DeploymentClosed(NoticeRun.T, "d0", Outcome.SUCCEEDED, ""));
        Files.writeString(first.resolve("ended"), "SUCCESS\n" + commit + "\n");
    }

    private String commit(String title, String email) throws Exception {
        git("-c", "user.name=Cart Team", "-c", "user.email=" + email, "commit", "-q", "--allow-empty", "-m", title);
        return git("rev-parse", "HEAD").strip();
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void aChannelThatIsArchivedFallsToTheFallback() throws Exception {
        run.slack().archive("#alerts");
        begin("{fallbackChannel: '#ops', rules: [{topics: failed, slack: '#alerts'}]}");
        fails("d1", "production", "ImagePullBackOff");
        run.awaitMessages("#ops", 3);
        assertThat(run.in("#ops").get(2).thread())
                .isEqualTo(run.in("#ops").get(0).ts());
        assertThat(run.events(Remark.class))
                .anyMatch(one -> one.text().contains("archived") && one.text().contains("told in #ops instead"));
    }

    @Test
    void aChannelThatIsRenamedKeepsItsMessage() throws Exception {
        begin("rules: [{slack: '#shop'}]");
        run.opened("d1", "production");
        run.awaitMessages("#shop", 1);
        run.slack().rename("#shop", "#store");
        run.closed("d1", Outcome.SUCCEEDED);
        NoticeRun.soon().until(() -> run.slack().messages().get(0).blocks().contains("production: succeeded"));
        assertThat(run.slack().messages()).hasSize(1);
    }

    @Test
    void whatARuleNamesThatIsNotThereIsToldAndTheOthersAreTold() throws Exception {
        begin("rules: [{topics: started, slack: '#shop', roles: oncal}, {topics: started, email: a@example.com}]");
        run.opened("d1", "production");
        run.awaitMessages("#shop", 1);
        NoticeRun.soon().until(() -> run.events(Remark.class).stream()
                .anyMatch(one -> one.text().contains("'oncal'")));
        assertThat(run.events(Remark.class)).anyMatch(one -> one.text().contains("no SMTP connection"));
    }
}
