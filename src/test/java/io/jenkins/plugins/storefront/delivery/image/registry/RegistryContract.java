package io.jenkins.plugins.storefront.delivery.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.time.Clock;
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

    @BeforeEach
    void connect() throws Exception {
        image = new TestImage(access(), repository);
    }

    private static Registry registry(RegistryAccess access) throws DeliveryException {
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
                .contains(new StoredImage(Digest.parse(digest), TestImage.MANIFEST, "a layer".length() + 2));
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
                .contains(new StoredImage(Digest.parse(index), TestImage.INDEX, "one".length() + "three".length() + 4));
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
