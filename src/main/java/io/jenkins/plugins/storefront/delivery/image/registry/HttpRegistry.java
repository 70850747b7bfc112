package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry that speaks the OCI distribution specification 1.1, Docker's included. */
public final class HttpRegistry implements Registry {
    /** Largest manifest read, in bytes; registries take 4 MiB at most. */
    private static final int LARGEST_MANIFEST = 8 << 20;

    /** Largest image configuration read, in bytes. */
    private static final int LARGEST_CONFIG = 8 << 20;

    private final RegistryHttp http;

    /**
     * Reached by the way that this process has by default.
     *
     * @throws DeliveryException if the CA certificate is none
     */
    public HttpRegistry(RegistryAccess access, Clock clock) throws DeliveryException {
        this(new RegistryHttp(access, clock, RegistryHttp.Patience.USUAL, null));
    }

    /**
     * Reached by a proxy where there is one for it.
     *
     * @throws DeliveryException if the CA certificate is none
     */
    public HttpRegistry(RegistryAccess access, Clock clock, OutgoingProxy proxy) throws DeliveryException {
        this(new RegistryHttp(access, clock, RegistryHttp.Patience.USUAL, proxy));
    }

    HttpRegistry(RegistryHttp http) {
        this.http = http;
    }

    RegistryHttp http() {
        return http;
    }

    @Override
    public Optional<Digest> resolve(ImageReference image) throws DeliveryException, InterruptedException {
        HttpResponse<InputStream> response = http.send(ask("HEAD", image), "look up " + named(image));
        RegistryHttp.errorText(response);
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        Optional<String> told = response.headers().firstValue("Docker-Content-Digest");
        return response.statusCode() == 200 && told.isPresent()
                ? Optional.of(Digest.parse(told.get()))
                : manifest(image)
                        .map(Manifest::digest); // has the digest where there is no header, and says what is wrong
    }

    @Override
    public Optional<StoredImage> find(ImageReference image) throws DeliveryException, InterruptedException {
        Optional<Manifest> manifest = manifest(image);
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new StoredImage(manifest.get().digest(), manifest.get().mediaType(), size(image, manifest.get())));
    }

    private long size(ImageReference image, Manifest manifest) throws DeliveryException, InterruptedException {
        long size = manifest.ownSize();
        for (Manifest.Part part : manifest.parts()) {
            Optional<Manifest> found = manifest(image.at(part.manifest().digest()));
            size += found.isPresent() ? size(image, found.get()) : 0;
        }
        return size;
    }

    @Override
    public List<StoredPlatform> platforms(ImageReference image) throws DeliveryException, InterruptedException {
        Manifest manifest = need(image);
        List<StoredPlatform> all = new ArrayList<>();
        if (!manifest.isIndex()) {
            all.add(new StoredPlatform(config(image, manifest).platform(), manifest.digest(), manifest.ownSize()));
        }
        for (Manifest.Part part : manifest.parts()) {
            Digest digest = part.manifest().digest();
            if (part.platform() != null) {
                all.add(new StoredPlatform(
                        part.platform(), digest, need(image.at(digest)).ownSize()));
            }
        }
        return all;
    }

    @Override
    public ImageConfig config(ImageReference image) throws DeliveryException, InterruptedException {
        return config(image, need(image));
    }

    private ImageConfig config(ImageReference image, Manifest manifest) throws DeliveryException, InterruptedException {
        for (Manifest.Part part : manifest.parts()) {
            if (part.platform() != null) {
                return config(image.at(part.manifest().digest()));
            }
        }
        Descriptor config = manifest.config()
                .orElseThrow(() -> new DeliveryException(
                        named(image) + " is an index without an image, so it has no configuration"));
        String doing = "read the configuration of " + named(image);
        HttpResponse<InputStream> response = http.send(
                new RegistryRequest("GET", http.uri(path(image, "blobs/" + config.digest())), image.repository()),
                doing);
        if (response.statusCode() != 200) {
            throw RegistryProblem.answered(
                    http.access(), doing, image.repository(), response.statusCode(), RegistryHttp.errorText(response));
        }
        byte[] content = read(response, doing, LARGEST_CONFIG);
        check(config.digest(), content, named(image));
        try {
            return ManifestReader.config(content);
        } catch (DeliveryException e) {
            throw new DeliveryException(
                    "the configuration of " + named(image) + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Manifest> manifest(ImageReference image) throws DeliveryException, InterruptedException {
        String doing = "read " + named(image);
        HttpResponse<InputStream> response = http.send(ask("GET", image), doing);
        int status = response.statusCode();
        if (status != 200) {
            String error = RegistryHttp.errorText(response);
            if (status == 404) {
                return Optional.empty();
            }
            throw RegistryProblem.answered(http.access(), doing, image.repository(), status, error);
        }
        byte[] content = read(response, doing, LARGEST_MANIFEST);
        Optional<String> told = image.optionalDigest().map(Digest::value).or(() -> response.headers()
                .firstValue("Docker-Content-Digest"));
        Manifest manifest;
        try {
            Digest digest = told.isPresent() ? Digest.parse(told.get()) : ManifestReader.digest(content, "sha256");
            manifest = ManifestReader.manifest(
                    content, response.headers().firstValue("Content-Type").orElse(null), digest);
        } catch (DeliveryException e) {
            throw new DeliveryException(
                    "what answers at " + http.access().host() + " is no image registry (to " + doing
                            + " it sent no manifest: " + e.getMessage() + "); check host and port",
                    e);
        }
        check(manifest.digest(), content, named(image));
        return Optional.of(manifest);
    }

    @Override
    public Digest tag(ImageReference image, String tag) throws DeliveryException, InterruptedException {
        Manifest manifest = need(image);
        put(image.withTag(tag), manifest);
        return manifest.digest();
    }

    @Override
    public Digest note(ImageReference tagged, String artifactType, Map<String, String> annotations)
            throws DeliveryException, InterruptedException {
        Manifest note = Notes.manifest(artifactType, annotations);
        new Blobs(http, tagged.repository()).push(Notes.EMPTY, offset -> Notes.empty(offset));
        put(tagged, note);
        return note.digest();
    }

    @Override
    public Digest put(ImageReference tagged, String mediaType, byte[] manifest)
            throws DeliveryException, InterruptedException {
        Manifest read = ManifestReader.manifest(manifest, mediaType, ManifestReader.digest(manifest, "sha256"));
        put(tagged, read);
        return read.digest();
    }

    @Override
    public Digest annotate(ImageReference image, Map<String, String> annotations, List<String> tags)
            throws DeliveryException, InterruptedException {
        Manifest annotated = Annotations.with(need(image), annotations);
        for (String tag : tags) {
            put(image.withTag(tag), annotated);
        }
        if (tags.isEmpty()) {
            put(image.at(annotated.digest()), annotated);
        }
        return annotated.digest();
    }

    /** Writes a manifest under a tag, or under its digest where there is no tag, and reads back that it is there. */
    void put(ImageReference to, Manifest manifest) throws DeliveryException, InterruptedException {
        ImageReference target = to.tag() == null ? to.at(manifest.digest()) : to;
        Optional<Digest> wanted = Optional.of(manifest.digest());
        if (resolve(target).equals(wanted)) {
            return;
        }
        String doing = "push " + named(target);
        HttpResponse<InputStream> response = http.send(
                ask("PUT", target).with("Content-Type", manifest.mediaType()).sending(manifest.content()), doing);
        String error = RegistryHttp.errorText(response);
        if (response.statusCode() / 100 != 2) {
            throw RegistryProblem.answered(http.access(), doing, target.repository(), response.statusCode(), error);
        }
        Optional<Digest> now = resolve(target);
        if (!now.equals(wanted)) {
            throw new DeliveryException("the registry " + http.access().host() + " took " + named(target)
                    + ", but answers " + now.map(Digest::toString).orElse("that there is none") + " for it instead of "
                    + manifest.digest() + "; did another job push the same tag at the same time?");
        }
    }

    private Manifest need(ImageReference image) throws DeliveryException, InterruptedException {
        return manifest(image)
                .orElseThrow(() ->
                        new DeliveryException("the registry " + http.access().host() + " holds no " + named(image)
                                + "; check name and tag, and that it was pushed"));
    }

    private RegistryRequest ask(String method, ImageReference image) {
        return new RegistryRequest(method, http.uri(path(image, "manifests/" + reference(image))), image.repository())
                .with("Accept", RegistryHttp.MANIFESTS);
    }

    private static String path(ImageReference image, String rest) {
        return "/v2/" + image.repository() + "/" + rest;
    }

    private static String reference(ImageReference image) {
        return image.optionalDigest()
                .map(Digest::value)
                .orElse(image.optionalTag().orElse("latest"));
    }

    /** As messages name it: without the registry, which they name too. */
    static String named(ImageReference image) {
        return image.repository() + (image.digest() == null ? ":" : "@") + reference(image);
    }

    private void check(Digest expected, byte[] content, String name) throws DeliveryException {
        String algorithm = expected.value().substring(0, expected.value().indexOf(':'));
        Digest actual = ManifestReader.digest(content, algorithm);
        if (!actual.equals(expected)) {
            throw new DeliveryException("the registry " + http.access().host() + " says that " + name
                    + " has the digest " + expected + ", but what it sent has " + actual
                    + "; something between here and there changes content");
        }
    }

    private byte[] read(HttpResponse<InputStream> response, String doing, int most) throws DeliveryException {
        try (InputStream body = response.body()) {
            return body.readNBytes(most);
        } catch (IOException e) {
            throw RegistryProblem.failed(http.access(), doing, e);
        }
    }
}
