package io.jenkins.plugins.storefront.delivery.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePinnerTest {
    private static final String BUILT = "registry.example.com/team/cart@sha256:" + "a".repeat(64);

    private Release release;

    @BeforeEach
    void build(@TempDir Path folder) throws Exception {
        Digest digest = new Digest("sha256:" + "a".repeat(64));
        FileReleaseBook book = FileReleaseBook.open(folder);
        book.publish(new ImageBuilt(
                Instant.EPOCH,
                new BuiltImage(
                        new ServiceName("cart"),
                        new ImageReference("registry.example.com", "team/cart", null, digest),
                        digest,
                        List.of("7"),
                        1,
                        Duration.ZERO,
                        "jib",
                        true)));
        release = book.current();
    }

    private static Manifest pod(String image) throws Exception {
        return Manifests.parse(
                        "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: '"
                                + image + "'}]}}",
                        "test")
                .get(0);
    }

    private static String image(Manifest pod) {
        return Fields.text(Fields.list(pod.object(), "spec", "containers").get(0), "image");
    }

    /** By the service's name, by the image's path in whatever registry, with whatever tag. */
    @ParameterizedTest
    @CsvSource({
        "cart, true",
        "cart:latest, true",
        "registry.example.com/team/cart, true",
        "registry.example.com/team/cart:3, true",
        "other.example.com:5000/team/cart:3, true",
        "registry.example.com/team/basket, false",
        "team/cart-store, false"
    })
    void imagesOfTheReleaseBecomeItsDigests(String written, boolean replaced) throws Exception {
        ImagePinner pinner = new ImagePinner(release, Map.of());
        assertThat(image(pinner.pin(pod(written)))).isEqualTo(replaced ? BUILT : written);
        assertThat(pinner.pinned()).isEqualTo(replaced ? Map.of(written, BUILT) : Map.of());
        assertThat(pinner.mutable()).hasSize(replaced ? 0 : 1);
    }

    @Test
    void whatTheCallSaysWinsAndASlipIsNoticed() throws Exception {
        ImagePinner pinner = new ImagePinner(release, Map.of("cart", "shop/cart:9", "carts", "shop/carts:9"));
        assertThat(image(pinner.pin(pod("cart:1")))).isEqualTo("shop/cart:9");
        assertThat(pinner.unused()).containsExactly("carts");
    }

    @Test
    void containersOfAnySortAndInAnyKindAreFound() throws Exception {
        Manifest cronJob = Manifests.parse("""
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: c}
                spec: {jobTemplate: {spec: {template: {spec: {initContainers: [{image: cart}], containers: [{image: 'cart:1'}]}}}}}
                """, "test").get(0);
        assertThat(new ImagePinner(release, Map.of()).pin(cronJob).object().toString())
                .doesNotContain("image=cart")
                .containsPattern("initContainers=\\[\\{image=" + BUILT)
                .containsPattern(" containers=\\[\\{image=" + BUILT);
        assertThat(cronJob.object().toString()).contains("image=cart:1");
    }

    @Test
    void whatIsNoImageIsNamedWithItsObject() throws Exception {
        ImagePinner pinner = new ImagePinner(release, Map.of());
        Manifest bad = pod("Not An Image");
        assertThatThrownBy(() -> pinner.pin(bad)).hasMessageStartingWith("Pod p: ");
    }

    @Test
    void anImageThatIsLookedAtTwiceIsNamedOnce() throws Exception {
        ImagePinner pinner = new ImagePinner(release, Map.of());
        assertThat(image(pinner.pin(pinner.pin(pod("cart:latest"))))).isEqualTo(BUILT);
        assertThat(pinner.pinned()).containsExactly(Map.entry("cart:latest", BUILT));
    }

    @Test
    void anImageThatIsWrittenWithItsDigestIsOneOfTheRelease() throws Exception {
        ImagePinner pinner = new ImagePinner(release, Map.of());
        pinner.pin(pinner.pin(pod(BUILT)));
        assertThat(pinner.pinned()).containsExactly(Map.entry(BUILT, BUILT));
    }
}
