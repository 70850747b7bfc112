package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DockerErrorsTest {
    @Test
    void aRightThatTheMachineRefusesIsNotTakenForOneOfTheRegistry() {
        String podman =
                "Error: unable to start container \"1e6b\": error setting rlimit type 7: operation not permitted:"
                        + " OCI permission denied";
        assertThat(DockerErrors.explain(podman)).isEqualTo(podman);
        assertThat(DockerErrors.explain("denied: requested access to the resource is denied"))
                .contains("may this login write to it?");
    }
}
