package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What we ask of a registry, and what it says when it will not; the sandbox's and a real one are held to the same. */
public abstract class RegistryContract {
    private static final String WRONG = "not-the-password";

    private final String repository = "contract/" + UUID.randomUUID();
    private TestImage image;

    /** A registry that asks for a login, with one that it takes. */
    protected abstract RegistryAccess access();

    /** Another registry, to copy to. */
    protected abstract RegistryAccess other();

    @BeforeEach
    void connect() throws Exception {
        image = new TestImage(access(), repository);
    }

    private static HttpRegistry registry(RegistryAccess access) throws DeliveryException {
        return new HttpRegistry(access, Clock.systemUTC());
    }

    private ImageReference reference(String tag) {
        return new ImageReference(access().host(), repository, tag, null);
    }

    private Optional<StoredImage> find(ImageReference wanted) throws Exception {
        return registry(access()).find(wanted);
    }

    @Test
    void givesDigestTypeAndSizeOfATag() throws Exception {
        String digest = image.push("a layer", "7");
        assertThat(find(reference("7")))
                .contains(new StoredImage(
                        Digest.parse(digest), TestImage.MANIFEST, "a layer".length() + TestImage.CONFIG_SIZE));
    }

    @Test
    void findsByDigestEvenWhenTheTagHasMoved() throws Exception {
        String first = image.push("first", "7");
        String second = image.push("second", "7");
        assertThat(find(reference("7"))).map(StoredImage::digest).contains(Digest.parse(second));
        assertThat(find(reference(null).at(Digest.parse(first))))
                .map(StoredImage::digest)
                .contains(Digest.parse(first));
    }

    @Test
    void takesLatestWhereNoTagIsNamed() throws Exception {
        String digest = image.push("a layer", "latest");
        assertThat(find(reference(null))).map(StoredImage::digest).contains(Digest.parse(digest));
    }

    @Test
    void addsUpTheImagesOfAnIndex() throws Exception {
        String index = image.index("all", image.push("one", "one"), image.push("three", "three"));
        assertThat(find(reference("all")))
                .contains(new StoredImage(
                        Digest.parse(index), TestImage.INDEX, "onethree".length() + 2 * TestImage.CONFIG_SIZE));
    }

    @Test
    void findsNothingWhereTagDigestOrRepositoryIsMissing() throws Exception {
        image.push("a layer", "7");
        assertThat(find(reference("8"))).isEmpty();
        assertThat(find(reference(null).at(Digest.parse(TestImage.digest("none")))))
                .isEmpty();
        assertThat(find(new ImageReference(access().host(), repository + "/none", "7", null)))
                .isEmpty();
    }

    @Test
    void resolvesATagToItsDigest() throws Exception {
        Digest digest = Digest.parse(image.push("a layer", "7"));
        assertThat(registry(access()).resolve(reference("7"))).contains(digest);
        assertThat(registry(access()).resolve(reference(null).at(digest))).contains(digest);
        assertThat(registry(access()).resolve(reference("8"))).isEmpty();
    }

    @Test
    void givesThePlatformsOfAnIndexAndOfOneImage() throws Exception {
        Digest one = Digest.parse(image.push("one", "one"));
        image.index("all", one.value());
        StoredPlatform platform = new StoredPlatform("linux/amd64", one, "one".length() + TestImage.CONFIG_SIZE);
        assertThat(registry(access()).platforms(reference("all"))).containsExactly(platform);
        assertThat(registry(access()).platforms(reference("one"))).containsExactly(platform);
    }

    @Test
    void givesTheConfigurationOfAnImage() throws Exception {
        image.push("one", "one");
        assertThat(registry(access()).config(reference("one")))
                .isEqualTo(
                        new ImageConfig("linux/amd64", Instant.parse("2026-01-02T03:04:05Z"), Map.of("shop", "cart")));
    }

    @Test
    void movesATagToAnImageByDigest() throws Exception {
        Digest first = Digest.parse(image.push("first", "7"));
        image.push("second", "7");
        assertThat(registry(access()).tag(reference(null).at(first), "7")).isEqualTo(first);
        assertThat(registry(access()).resolve(reference("7"))).contains(first);
        assertThatThrownBy(() -> registry(access()).tag(reference("none"), "8"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("holds no " + repository + ":none");
    }

    @Test
    void keepsANoteWhoseAnnotationsAreReadBack() throws Exception {
        Map<String, String> annotations = Map.of("built", "2026-11-25T09:00:00Z", "image", TestImage.digest("x"));
        Digest note = registry(access()).note(reference("key-1"), "application/vnd.example.note", annotations);
        Manifest read = registry(access()).manifest(reference("key-1")).orElseThrow();
        assertThat(read.digest()).isEqualTo(note);
        assertThat(read.annotations()).isEqualTo(annotations);
        assertThat(registry(access()).note(reference("key-1"), "application/vnd.example.note", annotations))
                .isEqualTo(note);
    }

    @Test
    void annotatesAnImageWithoutLosingItsOwnAnnotations() throws Exception {
        Digest plain = Digest.parse(image.push("a layer", "7"));
        HttpRegistry registry = registry(access());
        Digest first = registry.annotate(reference("7"), Map.of("key", "k1"), List.of("annotated", "again"));
        assertThat(first).isNotEqualTo(plain);
        Manifest manifest = registry.manifest(reference("again")).orElseThrow();
        assertThat(manifest.digest()).isEqualTo(first);
        assertThat(manifest.annotations()).isEqualTo(Map.of("key", "k1"));
        assertThat(registry.annotate(reference("again"), Map.of("key", "other"), List.of("kept")))
                .isEqualTo(first);
        assertThat(registry.resolve(reference("kept"))).contains(first);
        assertThat(registry.resolve(reference("7"))).contains(plain);
    }

    @Test
    void copiesAnIndexToAnotherRepositoryWithoutSendingLayers() throws Exception {
        Digest index = Digest.parse(image.index("all", image.push("one", "one"), image.push("three", "three")));
        ImageReference target = new ImageReference(access().host(), repository + "/copy", null, null);
        HttpRegistry registry = registry(access());
        ImageCopier.Copied copied =
                new ImageCopier(registry, registry).copy(reference("all"), target, List.of("1.0", "stable"));
        assertThat(copied).isEqualTo(new ImageCopier.Copied(index, 0, "onethree".length() + TestImage.CONFIG_SIZE, 0));
        assertThat(registry.find(target.withTag("1.0"))).isEqualTo(registry.find(reference("all")));
        assertThat(registry.find(target.withTag("stable"))).isEqualTo(registry.find(reference("all")));
    }

    @Test
    void copiesAnIndexToAnotherRegistryByteForByteAndOnlyOnce() throws Exception {
        Digest index = Digest.parse(image.index("all", image.push("one", "one"), image.push("three", "three")));
        ImageReference target = new ImageReference(other().host(), repository, null, null);
        ImageCopier copier = new ImageCopier(registry(access()), registry(other()));
        long size = "onethree".length() + TestImage.CONFIG_SIZE;
        assertThat(copier.copy(reference("all"), target, List.of("1.0")))
                .isEqualTo(new ImageCopier.Copied(index, size, 0, 0));
        assertThat(registry(other()).find(target.withTag("1.0"))).isEqualTo(find(reference("all")));
        assertThat(copier.copy(reference("all"), target, List.of("1.0")))
                .isEqualTo(new ImageCopier.Copied(index, 0, 0, size));
    }

    @Test
    void saysWhatIsMissingWhereThereIsNothingToCopy() throws Exception {
        ImageCopier copier = new ImageCopier(registry(access()), registry(other()));
        assertThatThrownBy(() -> copier.copy(reference("none"), reference("none"), List.of()))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("the registry " + access().host() + " holds no " + repository
                        + ":none; check name and tag, and that it was pushed");
    }

    @Test
    void saysWhoseLoginIsRefusedAndDoesNotShowIt() throws Exception {
        RegistryAccess right = access();
        RegistryAccess wrong = new RegistryAccess(
                right.host(),
                right.plainHttp(),
                right.caCertificate(),
                right.credentialsId(),
                right.user(),
                Secret.of(WRONG));
        assertThatThrownBy(() -> registry(wrong).find(reference("7")))
                .isInstanceOf(DeliveryException.class)
                .hasMessage("the registry " + right.host() + " refused the login of '" + right.user()
                        + "'; check user and password of the credential '" + right.credentialsId() + "'")
                .hasMessageNotContaining(WRONG);
    }

    @Test
    void saysThatALoginIsMissing() {
        RegistryAccess right = access();
        RegistryAccess none =
                new RegistryAccess(right.host(), right.plainHttp(), right.caCertificate(), null, null, null);
        assertThatThrownBy(() -> registry(none).find(reference("7")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageStartingWith("the registry " + right.host() + " asks for a login; ");
    }
}
