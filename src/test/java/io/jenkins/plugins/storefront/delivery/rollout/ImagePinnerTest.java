package io.jenkins.plugins.storefront.delivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImagePinnerTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String REFERENCE = "127.0.0.1:5000/shop/cart@" + DIGEST;

    private static Release release() throws Exception {
        return Release.empty()
                .with(new BuiltImage(
                        new ServiceName("cart"),
                        ImageReference.parse(REFERENCE),
                        new Digest(DIGEST),
                        List.of("1"),
                        1,
                        Duration.ZERO,
                        "jib",
                        true));
    }

    private static Manifest pod(String image) throws Exception {
        return Manifests.parse(
                        "{apiVersion: v1, kind: Pod, metadata: {name: cart}, spec: {containers: [{name: c, image: '"
                                + image + "'}]}}",
                        "test")
                .get(0);
    }

    private static String image(Manifest pod) {
        return Fields.text(Fields.list(pod.object(), "spec", "containers").get(0), "image");
    }

    @Test
    void anImageThatIsLookedAtTwiceIsReplacedAndNamedOnce() throws Exception {
        ImagePinner pinner = new ImagePinner(release(), Map.of());
        Manifest twice = pinner.pin(pinner.pin(pod("shop/cart:latest")));
        assertThat(image(twice)).isEqualTo(REFERENCE);
        assertThat(pinner.pinned()).containsExactly(Map.entry("shop/cart:latest", REFERENCE));
    }

    @Test
    void anImageThatIsWrittenWithItsDigestIsOneOfTheRelease() throws Exception {
        ImagePinner pinner = new ImagePinner(release(), Map.of());
        pinner.pin(pinner.pin(pod(REFERENCE)));
        assertThat(pinner.pinned()).containsExactly(Map.entry(REFERENCE, REFERENCE));
    }
}
