package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class ImagePromoteRestartTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aPromotionGoesOnAfterARestartAndAnAbortEndsOneThatIsNotAnswered() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            String image = SANDBOX.registryDoor().address();
            Pipelines.run(
                    j,
                    "build",
                    Result.SUCCESS,
                    "node { writeFile file: 'app.txt', text: 'hello'\n imageBuild image: '" + image
                            + "/staging/cart', tags: '7', builder: 'jib', base: 'scratch',"
                            + " layers: [[from: 'app.txt', into: '/app']] }");
            String promote =
                    "imagePromote from: '" + image + "/staging/cart:7', to: '" + image + "/prod/cart'\necho 'done'";
            SANDBOX.registryDoor().shut();
            WorkflowRun aborted = Pipelines.start(j, "aborted", promote);
            await().until(SANDBOX.registryDoor()::isHolding);
            assertThat(Pipelines.abort(j, aborted)).isLessThan(Duration.ofSeconds(5));
            assertThat(JenkinsRule.getLog(aborted)).contains("imagePromote: stopped; ");
            Pipelines.start(j, "p", promote);
            await().until(SANDBOX.registryDoor()::isHolding);
        });
        SANDBOX.registryDoor().drop();
        sessions.then(j -> assertThat(Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p")))
                .containsOnlyOnce("Promoted ")
                .contains("done"));
    }
}
