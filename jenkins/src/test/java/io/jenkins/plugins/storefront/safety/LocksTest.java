package io.jenkins.plugins.storefront.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Queue;
import io.jenkins.plugins.storefront.config.ClusterConnection;
import io.jenkins.plugins.storefront.config.RegistryConnection;
import io.jenkins.plugins.storefront.config.SlackConnection;
import io.jenkins.plugins.storefront.config.SmtpConnection;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.fixture.Door;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepCase.Hold;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** While a server keeps us waiting, none of our threads holds a lock that others in Jenkins need. */
@WithJenkins
class LocksTest {
    private static final String OURS = "io.jenkins.plugins.storefront.";

    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    @Test
    void testButtonsHoldNone() throws Exception {
        List<Future<?>> pressed = new ArrayList<>();
        held(
                SANDBOX.door(),
                pressed,
                ClusterConnection.class,
                "name=x&namespace=shop&serverUrl=http://" + SANDBOX.door().address() + "&credentialsId="
                        + SandboxServices.CLUSTER_CREDENTIAL);
        held(
                SANDBOX.registryDoor(),
                pressed,
                RegistryConnection.class,
                "plainHttp=true&name=" + SANDBOX.registryDoor().address());
        held(
                SANDBOX.slackDoor(),
                pressed,
                SlackConnection.class,
                "name=x&defaultChannel=%23releases&apiUrl=http://"
                        + SANDBOX.slackDoor().address() + "/api/&credentialsId=" + SandboxServices.SLACK_CREDENTIAL);
        held(
                SANDBOX.mailDoor(),
                pressed,
                SmtpConnection.class,
                "name=x&security=PLAIN&from=a@example.com&host="
                        + SANDBOX.mail().host() + "&port=" + SANDBOX.mailDoor().port());
        try {
            assertThat(waiting()).hasSizeGreaterThanOrEqualTo(pressed.size());
            assertThat(waiting().flatMap(LocksTest::locks)).isEmpty();
            othersGoOn();
        } finally {
            drop();
        }
        for (Future<?> one : pressed) {
            one.get();
        }
    }

    @Test
    void stepsHoldNone() throws Exception {
        shut();
        List<WorkflowRun> runs = new ArrayList<>();
        try {
            for (StepCase step : StepCase.held(
                            SANDBOX, Hold.CLUSTER, Hold.REGISTRY, Hold.SLACK, Hold.MAIL, Hold.WEBHOOK)
                    .toList()) {
                WorkflowRun run = Pipelines.start(j, step.function(), step.script());
                j.waitForMessage(step.sign(), run);
                runs.add(run);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> waiting().count() > 3);
            assertThat(waiting().flatMap(LocksTest::locks)).isEmpty();
            othersGoOn();
            for (WorkflowRun run : runs) {
                Pipelines.abort(j, run);
            }
        } finally {
            drop();
        }
    }

    /** Presses a test button whose server is silent, and gives back when the request for it is on the way. */
    private static void held(Door door, List<Future<?>> pressed, Class<?> type, String form) throws Exception {
        door.shut();
        int before = door.connections();
        JenkinsRule.WebClient web = j.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        WebRequest request = new WebRequest(
                web.createCrumbedUrl("descriptorByName/" + type.getName() + "/testConnection"), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/x-www-form-urlencoded");
        request.setRequestBody(form);
        pressed.add(CompletableFuture.supplyAsync(() -> {
            try {
                return web.loadWebResponse(request);
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }));
        await().atMost(Duration.ofSeconds(30)).until(() -> door.connections() > before);
    }

    private static void shut() {
        doors().forEach(Door::shut);
    }

    private static void drop() throws Exception {
        for (Door door : doors().toList()) {
            door.drop();
        }
    }

    private static Stream<Door> doors() {
        return Stream.of(
                SANDBOX.door(), SANDBOX.registryDoor(), SANDBOX.slackDoor(), SANDBOX.mailDoor(), SANDBOX.webhookDoor());
    }

    /** The queue takes items, and the configuration is saved. */
    private static void othersGoOn() throws Exception {
        assertThat(Queue.tryWithLock(() -> {})).isTrue();
        CompletableFuture.runAsync(() -> StorefrontConfiguration.get().save())
                .get(10, java.util.concurrent.TimeUnit.SECONDS);
    }

    /** Threads that our own code keeps waiting. */
    private static Stream<ThreadInfo> waiting() {
        return Arrays.stream(ManagementFactory.getThreadMXBean().dumpAllThreads(true, true))
                .filter(thread -> Arrays.stream(thread.getStackTrace()).anyMatch(LocksTest::isPlugins));
    }

    private static boolean isPlugins(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.startsWith(OURS)
                && !type.startsWith(OURS + "fixture.")
                && !type.startsWith(OURS + "runner.")
                && !type.startsWith(LocksTest.class.getName());
    }

    /** What it holds that is Jenkins', or of ours and there for more than one request. */
    private static Stream<String> locks(ThreadInfo thread) {
        return Stream.concat(
                        Arrays.stream(thread.getLockedMonitors()).map(LockInfo::getClassName),
                        Arrays.stream(thread.getLockedSynchronizers()).map(LockInfo::getClassName))
                .filter(type -> type.startsWith("hudson.")
                        || type.startsWith("jenkins.")
                        || type.startsWith("org.jenkinsci.")
                        || type.startsWith("com.cloudbees.")
                        || type.startsWith(OURS + "config."))
                .map(type -> type + " by " + thread.getThreadName());
    }
}
