package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

class ImageBuildRestartTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void aBuildIsDoneAgainAfterARestart() throws Throwable {
        sessions.then(j -> {
            SANDBOX.configure();
            SANDBOX.registryDoor().shut();
            Pipelines.start(
                    j,
                    "p",
                    "node { writeFile file: 'app.txt', text: 'hello'\n def built = imageBuild image: '"
                            + SANDBOX.registryDoor().address() + "/shop/cart', builder: 'jib', base: 'scratch',"
                            + " layers: [[from: 'app.txt', into: '/app']], entrypoint: ['/app/app.txt']\n"
                            + " echo \"digest ${built.digest}\" }");
            await().until(SANDBOX.registryDoor()::isHolding);
        });
        SANDBOX.registryDoor().drop();
        sessions.then(j -> assertThat(Pipelines.ended(j, Result.SUCCESS, Pipelines.resumed(j, "p")))
                .containsPattern("digest sha256:[0-9a-f]{64}")
                .containsOnlyOnce("Pushed "));
    }
}
