package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.shop.NoticeReader;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told by rules of admin, team and Jenkinsfile, through engine, desk and outbox, in the sandbox's Slack. */
class RuleNoticesTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path project;

    private SandboxSlack slack;
    private TestDelivery run;

    @BeforeEach
    void start() throws Exception {
        slack = SandboxSlack.start();
        slack.join("cart@example.com", "U0CARTCART");
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        slack.close();
    }

    private void run(String notices) throws Exception {
        run = new TestDelivery(
                project,
                new Settings(
                                List.of(),
                                List.of(new SlackSettings("shop", "slack", "#releases", slack.apiUrl())),
                                List.of(),
                                List.of(
                                        new Environment(
                                                "production", Tier.PRODUCTION, "main", "shop", UndoPolicy.NEVER),
                                        new Environment("staging", Tier.STAGING, "main", "shop", UndoPolicy.NEVER)),
                                List.of())
                        .with(NoticeReader.settings(SafeYaml.mapping(notices, "notices"), "notices")),
                Map.of("slack", new Credential.Text(slack.token())));
    }

    private void opened(String id, String environment) {
        run.context().events().publish(new DeploymentOpened(T, id, "Deploy", environment, UndoPolicy.NEVER));
    }

    private void closed(String id, Outcome outcome) {
        run.context().events().publish(new DeploymentClosed(T, id, outcome, outcome.bad() ? "payment crashes" : ""));
    }

    private void fails(String id, String environment, String code) {
        opened(id, environment);
        run.context().events().publish(new RolloutPlanned(T, "r" + id, id, "main", "shop", List.of(), Map.of()));
        run.context()
                .events()
                .publish(new RolloutEnded(
                        T,
                        "r" + id,
                        Outcome.FAILED,
                        "no",
                        List.of(FailureCause.of(code, "Deployment shop/payment", "cannot pull 'x:" + id + "'"))));
        closed(id, Outcome.FAILED);
    }

    private List<SandboxSlack.Message> in(String channel) {
        return slack.messages().stream()
                .filter(one -> one.channel().equals(channel))
                .toList();
    }

    private void awaitMessages(String channel, int count) {
        await().atMost(SOON).until(() -> in(channel).size() >= count);
    }

    @Test
    void aFailureIsToldInTheChannelsOfItsRuleAndTheRolesAreCalled() throws Exception {
        run("""
                roles: [{name: oncall, email: cart@example.com, slack: S0ONCALL1}]
                rules:
                  - {topics: failed, tiers: production, slack: "#alerts", roles: oncall}
                  - {topics: failed, tiers: staging, slack: "#staging"}
                """);
        fails("d1", "production", "ImagePullBackOff");
        awaitMessages("#alerts", 3);
        List<SandboxSlack.Message> told = in("#alerts");
        assertThat(told.get(0).blocks()).contains("Deploy* → production: failed");
        assertThat(told.get(1).thread()).isEqualTo(told.get(0).ts());
        SandboxSlack.Message loud = told.get(2);
        assertThat(loud.broadcast()).isTrue();
        assertThat(loud.blocks()).contains("<!subteam^S0ONCALL1>", "<@U0CARTCART>");
        assertThat(in("#staging")).isEmpty();
    }

    @Test
    void theTeamsRulesHoldBesidesTheAdmins() throws Exception {
        Files.writeString(project.resolve("storefront.yaml"), """
                notices:
                  - {topics: [started, succeeded], environments: prod*, slack: "#team"}
                services: {}
                """);
        run("rules: [{topics: started, slack: '#admin'}]");
        opened("d1", "production");
        closed("d1", Outcome.SUCCEEDED);
        awaitMessages("#team", 1);
        awaitMessages("#admin", 1);
        await().atMost(SOON).until(() -> in("#team").get(0).blocks().contains("succeeded"));
        assertThat(in("#team")).hasSize(1); // one message that lives, and nobody woken
    }

    @Test
    void tenFailuresOfOneCauseAreOneNotice() throws Exception {
        run("rules: [{topics: failed, slack: '#alerts'}]");
        for (int i = 0; i < 10; i++) {
            fails("d" + i, "production", "ImagePullBackOff");
        }
        await().atMost(SOON)
                .until(() -> in("#alerts").stream().anyMatch(one -> one.blocks().contains("9 more of one cause")));
        assertThat(in("#alerts").stream().filter(SandboxSlack.Message::broadcast))
                .hasSize(1);
        fails("other", "production", "CrashLoopBackOff");
        await().atMost(SOON)
                .until(() -> in("#alerts").stream()
                                .filter(SandboxSlack.Message::broadcast)
                                .count()
                        == 2);
    }

    @Test
    void whatIsNotDueYetIsHeldAndNothingIsPosted() throws Exception {
        run("""
                calendars: [{name: never, days: Mon, hours: "00:00-00:01", zone: UTC}]
                rules: [{slack: "#digest", digest: daily}, {slack: "#office", calendar: never}, {slack: "#now"}]
                """);
        opened("d1", "production");
        closed("d1", Outcome.SUCCEEDED);
        awaitMessages("#now", 1);
        await().atMost(SOON).until(() -> in("#now").get(0).blocks().contains("succeeded"));
        assertThat(in("#digest")).isEmpty();
    }

    @Test
    void whoWroteWhatComesSinceWhatServesThereIsNamedAndCalled() throws Exception {
        git("init", "-q");
        String base = commit("Before", "other@example.com");
        commit("Make the cart blue", "cart@example.com");
        commit("Sort by price <!channel>", "cart@example.com");
        served(base);
        run("rules: [{topics: failed, slack: '#alerts', roles: authors}]");
        fails("d1", "production", "ImagePullBackOff");
        awaitMessages("#alerts", 3);
        assertThat(in("#alerts").get(0).blocks())
                .contains("Make the cart blue", "Sort by price &lt;!channel&gt;", "Cart Team")
                .doesNotContain("Before");
        assertThat(in("#alerts").get(2).blocks()).containsOnlyOnce("<@U0CARTCART>");
    }

    /** What run 1 of the same project left: an image of that commit that serves in production. */
    private void served(String commit) throws Exception {
        Path first = project.resolve(".storefront/runs/1");
        Files.createDirectories(first);
        FileReleaseBook book = FileReleaseBook.open(first);
        String image = "registry.example.com/shop/cart@sha256:" + "a".repeat(64);
        book.publish(new DeploymentOpened(T, "d0", "Deploy", "production", UndoPolicy.NEVER));
        book.publish(new RolloutPlanned(
                T, "r0", "d0", "main", "shop", List.of(), Map.of("registry.example.com/shop/cart", image)));
        book.publish(new RolloutEnded(T, "r0", Outcome.SUCCEEDED, "serves", List.of()));
        book.publish(new DeploymentClosed(T, "d0", Outcome.SUCCEEDED, ""));
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
        String said = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void aChannelThatIsArchivedFallsToTheFallback() throws Exception {
        slack.archive("#alerts");
        run("{fallbackChannel: '#ops', rules: [{topics: failed, slack: '#alerts'}]}");
        fails("d1", "production", "ImagePullBackOff");
        awaitMessages("#ops", 3);
        assertThat(in("#ops").get(2).thread()).isEqualTo(in("#ops").get(0).ts());
        assertThat(run.events(Remark.class))
                .anyMatch(one -> one.text().contains("archived") && one.text().contains("told in #ops instead"));
    }

    @Test
    void aChannelThatIsRenamedKeepsItsMessage() throws Exception {
        run("rules: [{slack: '#shop'}]");
        opened("d1", "production");
        awaitMessages("#shop", 1);
        slack.rename("#shop", "#store");
        closed("d1", Outcome.SUCCEEDED);
        await().atMost(SOON).until(() -> slack.messages().get(0).blocks().contains("production: succeeded"));
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void whatARuleNamesThatIsNotThereIsToldAndTheOthersAreTold() throws Exception {
        run("rules: [{topics: started, slack: '#shop', roles: oncal}, {topics: started, email: a@example.com}]");
        opened("d1", "production");
        awaitMessages("#shop", 1);
        await().atMost(SOON).until(() -> run.events(Remark.class).stream()
                .anyMatch(one -> one.text().contains("'oncal'")));
        assertThat(run.events(Remark.class)).anyMatch(one -> one.text().contains("no SMTP connection"));
    }
}
