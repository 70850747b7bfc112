package io.jenkins.plugins.storefront.permissions;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.User;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.host.ReleaseBooks;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.graph.FlowGraphWalker;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.actions.PauseAction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Who may tell a rollout under way what to do: by hand on the run's page, and by a step. */
@WithJenkins
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ControlPermissionTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private JenkinsRule j;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "developer", "approver", "overrider")
                .grant(Item.BUILD, Item.CANCEL, CredentialsProvider.USE_ITEM)
                .everywhere()
                .to("developer")
                .grant(StorefrontPermissions.APPROVE)
                .everywhere()
                .to("approver")
                .grant(StorefrontPermissions.OVERRIDE)
                .everywhere()
                .to("overrider"));
    }

    /** A canary that stops until somebody promotes it. */
    private static String canary(String app, String gates, String meanwhile) {
        String into = "clusterRollout cluster: 'shop', namespace: '" + app + "', text: '";
        return into + set(app, 1) + "'\n" + "parallel roll: { " + into + set(app, 2)
                + "', strategy: canary(steps: [[weight: 50]], gates: [" + gates + "]) }, people: { " + meanwhile + " }";
    }

    /**
     * A Deployment, and the Service that its traffic comes through, in a string of Groovy's; in a namespace of their own, so that no test
     * waits for another one's turn.
     */
    private static String set(String app, int version) {
        return "{apiVersion: v1, kind: Namespace, metadata: {name: " + app + "}}\\n---\\n"
                + deployment(app, app + ":" + version).replace("namespace: default", "namespace: " + app)
                + "\\n---\\n{apiVersion: v1, kind: Service, metadata: {name: " + app + ", namespace: " + app
                + "}, spec: {selector: {app: " + app + "}, ports: [{port: 80}]}}";
    }

    private WorkflowRun waiting(String app, String gates) throws Exception {
        WorkflowRun run = Pipelines.start(j, app, canary(app, gates, "echo 'nobody'"));
        j.waitForMessage("until somebody promotes it", run);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "promote".equals(rollout(run).waitsFor()));
        return run;
    }

    private static io.jenkins.plugins.storefront.delivery.model.StrategyProgress rollout(WorkflowRun run)
            throws Exception {
        Release release = ReleaseBooks.get().of(run).current();
        return release.strategyOf(
                release.rollouts().get(release.rollouts().size() - 1).id());
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient web = j.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        web.setJavaScriptEnabled(false);
        return web.login(user);
    }

    private int post(String user, WorkflowRun run, String action) throws Exception {
        return post(user, run, action, 1);
    }

    private int post(String user, WorkflowRun run, String action, int stop) throws Exception {
        WebRequest request = new WebRequest(new URL(j.getURL(), run.getUrl() + "release/control"), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/x-www-form-urlencoded");
        request.setRequestBody(
                "rollout=" + rollout(run).rollout() + "&action=" + action + "&stop=" + stop + "&Jenkins-Crumb=test");
        return client(user).getPage(request).getWebResponse().getStatusCode();
    }

    @Test
    void whoMayApprovePromotesOnThePageAndNobodyElse() throws Exception {
        WorkflowRun run = waiting("promoted", "");
        for (String user : new String[] {"reader", "developer", "overrider"}) {
            assertThat(post(user, run, "promote")).as(user).isEqualTo(403);
        }
        assertThat(rollout(run).commands()).isEmpty();
        // With scripts, as Jenkins' own puts the crumb into each form
        HtmlPage page = j.createWebClient().login("approver").goTo(run.getUrl() + "release/");
        assertThat(page.getForms()).extracting(HtmlForm::getNameAttribute).contains("promote", "pause", "undo");
        assertThat(page.getForms()).extracting(HtmlForm::getNameAttribute).doesNotContain("override");
        assertThat(page.getByXPath("//*[contains(@class,'storefront-page')]//script"))
                .isEmpty();
        HtmlForm form = page.getFormByName("promote");
        assertThat(form.getTextContent()).contains("Promote").doesNotContain("Undo");
        j.submit(form);
        assertThat(Pipelines.ended(j, Result.SUCCESS, run)).contains("promoted by approver");
    }

    @Test
    void theGraphShowsThatItWaitsForSomebodyAndNoLongerWhenTheyCame() throws Exception {
        WorkflowRun run = Pipelines.start(
                j,
                "paused",
                canary("paused", "", "echo 'nobody'").replace("[[weight: 50]]", "[[weight: 25], [weight: 50]]"));
        j.waitForMessage("until somebody promotes it", run);
        for (int stop = 1; stop <= 2; stop++) {
            int at = stop;
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> rollout(run).stop() == at
                            && "promote".equals(rollout(run).waitsFor()));
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            pauses(run).size() == at && pauses(run).get(at - 1).isPaused());
            assertThat(pauses(run).get(at - 1).getCause()).endsWith(": waits to be promoted");
            assertThat(post("approver", run, "promote", at)).isIn(200, 302);
        }
        Pipelines.ended(j, Result.SUCCESS, run);
        assertThat(pauses(run)).hasSize(2).noneMatch(PauseAction::isPaused);
    }

    /** What its steps waited for people for, one after another. */
    private static List<PauseAction> pauses(WorkflowRun run) {
        List<PauseAction> all = new ArrayList<>();
        for (FlowNode node : new FlowGraphWalker(run.getExecution())) {
            all.addAll(PauseAction.getPauseActions(node));
        }
        return all;
    }

    @Test
    void whoMayOverridePassesAGateThatSaysNothing() throws Exception {
        WorkflowRun run = waiting("overridden", "httpGate(url: \"http://127.0.0.1:1/\", within: 3600)");
        for (String user : new String[] {"reader", "developer", "approver"}) {
            assertThat(post(user, run, "override")).as(user).isEqualTo(403);
        }
        assertThat(post("overrider", run, "override")).isIn(200, 302);
        assertThat(Pipelines.ended(j, Result.SUCCESS, run))
                .contains("promoted by overrider, whatever its gates say", "overridden by overrider");
    }

    @Test
    void whoMayAbortTheRunMayPauseAndUndoIt() throws Exception {
        WorkflowRun run = waiting("undone", "");
        assertThat(post("reader", run, "pause")).isEqualTo(403);
        assertThat(post("developer", run, "pause")).isIn(200, 302);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> "resume".equals(rollout(run).waitsFor()));
        assertThat(post("developer", run, "resume")).isEqualTo(403);
        assertThat(post("reader", run, "undo")).isEqualTo(403);
        assertThat(post("developer", run, "undo")).isIn(200, 302);
        assertThat(Pipelines.ended(j, Result.FAILURE, run)).contains("undone by developer");
    }

    @Test
    void aGetChangesNothing() throws Exception {
        WorkflowRun run = waiting("asked", "");
        URL url = new URL(
                j.getURL(),
                run.getUrl() + "release/control?rollout=" + rollout(run).rollout() + "&action=promote&stop=1");
        assertThat(client("approver").getPage(url).getWebResponse().getStatusCode())
                .isIn(404, 405);
        assertThat(rollout(run).commands()).isEmpty();
        Pipelines.abort(j, run);
    }

    @Test
    void aStepPromotesWithTheRightOfWhomTheRunWorksOnBehalfOf() throws Exception {
        String promote = "waitUntil { sleep 1; try { controlRollout(\"promote\"); true }"
                + " catch (e) { echo e.message; e.message.contains(\"permission\") } }; controlRollout(\"undo\")";
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("by-step", User.getById("developer", true).impersonate2()));
        assertThat(Pipelines.run(j, "by-step", Result.FAILURE, canary("by-step", "", promote)))
                .contains("promote: by-step runs as 'developer', who lacks the permission Storefront/Approve there")
                .contains("undone by a step of");
    }
}
