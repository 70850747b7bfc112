package io.jenkins.plugins.storefront.runner.sandbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers that the OCI distribution specification 1.1 asks for, over the wire. */
class SandboxRegistryTest {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String HELLO = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private SandboxRegistry registry;

    @BeforeEach
    void start() throws Exception {
        registry = SandboxRegistry.start(folder);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void saysThatItSpeaksTheProtocol() throws Exception {
        assertThat(send("GET", "/v2/", "").statusCode()).isEqualTo(200);
    }

    @Test
    void takesABlobInChunksAndGivesItBack() throws Exception {
        String upload = location(send("POST", "/v2/shop/cart/blobs/uploads/", ""));
        HttpResponse<String> first = send("PATCH", upload, "hel", "Content-Range", "0-2");
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(first.headers().firstValue("Range")).contains("0-2");
        assertThat(send("GET", upload, "").headers().firstValue("Range")).contains("0-2");
        assertThat(send("PATCH", upload, "lo", "Content-Range", "3-4").statusCode())
                .isEqualTo(202);
        HttpResponse<String> done = send("PUT", upload + "?digest=" + HELLO, "");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(done.headers().firstValue("Docker-Content-Digest")).contains(HELLO);
        assertThat(send("GET", location(done), "").body()).isEqualTo("hello");
        HttpResponse<String> head = send("HEAD", location(done), "");
        assertThat(head.headers().firstValue("Content-Length")).contains("5");
        assertThat(head.headers().firstValue("Docker-Content-Digest")).contains(HELLO);
    }

    @Test
    void refusesAChunkThatIsNotTheNextOne() throws Exception {
        String upload = location(send("POST", "/v2/shop/cart/blobs/uploads/", ""));
        fails(send("PATCH", upload, "lo", "Content-Range", "3-4"), 416, "BLOB_UPLOAD_INVALID");
    }

    @Test
    void takesABlobInOneRequest() throws Exception {
        assertThat(send("POST", "/v2/shop/cart/blobs/uploads/?digest=" + HELLO, "hello")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void refusesABlobWhoseDigestIsAnother() throws Exception {
        String upload = location(send("POST", "/v2/shop/cart/blobs/uploads/", ""));
        fails(send("PUT", upload + "?digest=" + HELLO, "hullo"), 400, "DIGEST_INVALID");
        fails(send("GET", "/v2/shop/cart/blobs/" + HELLO, ""), 404, "BLOB_UNKNOWN");
    }

    @Test
    void endsAnUploadThatIsCancelled() throws Exception {
        String upload = location(send("POST", "/v2/shop/cart/blobs/uploads/", ""));
        assertThat(send("DELETE", upload, "").statusCode()).isEqualTo(204);
        fails(send("PUT", upload + "?digest=" + HELLO, "hello"), 404, "BLOB_UPLOAD_UNKNOWN");
    }

    @Test
    void mountsABlobOfAnotherRepositoryOrAsksForAnUpload() throws Exception {
        send("POST", "/v2/shop/cart/blobs/uploads/?digest=" + HELLO, "hello");
        assertThat(send("POST", "/v2/shop/web/blobs/uploads/?mount=" + HELLO + "&from=shop/cart", "")
                        .statusCode())
                .isEqualTo(201);
        assertThat(send("GET", "/v2/shop/web/blobs/" + HELLO, "").body()).isEqualTo("hello");
        assertThat(send("POST", "/v2/shop/web/blobs/uploads/?mount=" + HELLO + "&from=shop/none", "")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void givesAManifestByTagAndDigestAsItCame() throws Exception {
        String manifest = push("shop/cart", "7");
        String digest = ContentStore.digestOf(manifest.getBytes()).value();
        for (String reference : new String[] {"7", digest}) {
            HttpResponse<String> answer = send("GET", "/v2/shop/cart/manifests/" + reference, "");
            assertThat(answer.body()).isEqualTo(manifest);
            assertThat(answer.headers().firstValue("Content-Type")).contains(MANIFEST);
            assertThat(answer.headers().firstValue("Docker-Content-Digest")).contains(digest);
        }
        assertThat(send("HEAD", "/v2/shop/cart/manifests/7", "").headers().firstValue("Docker-Content-Digest"))
                .contains(digest);
        assertThat(send("GET", "/v2/shop/cart/tags/list", "").body()).contains("\"tags\":[\"7\"]");
        assertThat(send("GET", "/v2/_catalog", "").body()).contains("shop/cart");
    }

    @Test
    void refusesAManifestWhoseBlobsItLacks() throws Exception {
        String manifest = "{\"schemaVersion\":2,\"config\":{\"digest\":\"" + HELLO + "\",\"size\":5},\"layers\":[]}";
        fails(
                send("PUT", "/v2/shop/cart/manifests/7", manifest, "Content-Type", MANIFEST),
                404,
                "MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void refusesWhatIsNoManifestAndNamesThatAreNone() throws Exception {
        fails(send("PUT", "/v2/shop/cart/manifests/7", "no json"), 400, "MANIFEST_INVALID");
        fails(send("PUT", "/v2/shop/cart/manifests/-7", "{\"schemaVersion\":2}"), 400, "TAG_INVALID");
        fails(send("GET", "/v2/Shop/cart/manifests/7", ""), 400, "NAME_INVALID");
        fails(send("GET", "/v2/shop/../../etc/blobs/" + HELLO, ""), 400, "NAME_INVALID");
        fails(send("GET", "/v2/shop/cart/blobs/sha256:7", ""), 400, "DIGEST_INVALID");
    }

    @Test
    void tellsAnUnknownRepositoryFromAnUnknownTag() throws Exception {
        fails(send("GET", "/v2/shop/none/manifests/7", ""), 404, "NAME_UNKNOWN");
        push("shop/cart", "7");
        fails(send("GET", "/v2/shop/cart/manifests/8", ""), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void deletesATagButKeepsTheManifest() throws Exception {
        String digest = ContentStore.digestOf(push("shop/cart", "7").getBytes()).value();
        assertThat(send("DELETE", "/v2/shop/cart/manifests/7", "").statusCode()).isEqualTo(202);
        fails(send("GET", "/v2/shop/cart/manifests/7", ""), 404, "MANIFEST_UNKNOWN");
        assertThat(send("GET", "/v2/shop/cart/manifests/" + digest, "").statusCode())
                .isEqualTo(200);
    }

    @Test
    void listsItsImagesAndKeepsThemOverARestart() throws Exception {
        Digest digest = ContentStore.digestOf(push("shop/cart", "7").getBytes());
        registry.close();
        registry = SandboxRegistry.start(folder);
        assertThat(registry.images()).singleElement().satisfies(image -> {
            assertThat(image.reference().repository()).isEqualTo("shop/cart");
            assertThat(image.reference().digest()).isEqualTo(digest);
            assertThat(image.tags()).containsExactly("7");
            assertThat(image.size()).isEqualTo(10);
        });
        assertThat(registry.exists(ImageReference.parse(registry.host() + "/shop/cart:7")))
                .isTrue();
        assertThat(registry.exists(ImageReference.parse(registry.host() + "/shop/cart@" + digest)))
                .isTrue();
        assertThat(registry.exists(ImageReference.parse(registry.host() + "/shop/cart:8")))
                .isFalse();
        assertThat(registry.exists(ImageReference.parse("registry.example.com/shop/cart:7")))
                .isFalse();
    }

    @Test
    void asksForALoginWhereOneIsSet() throws Exception {
        registry.close();
        registry = SandboxRegistry.start(folder, "shop", Secret.of("correct horse"));
        HttpResponse<String> refused = send("GET", "/v2/", "");
        fails(refused, 401, "UNAUTHORIZED");
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Basic realm=");
        fails(send("GET", "/v2/", "", "Authorization", basic("shop:wrong")), 401, "UNAUTHORIZED");
        assertThat(send("GET", "/v2/", "", "Authorization", basic("shop:correct horse"))
                        .statusCode())
                .isEqualTo(200);
    }

    private String push(String repository, String tag) throws Exception {
        send("POST", "/v2/" + repository + "/blobs/uploads/?digest=" + HELLO, "hello");
        String blob = "{\"digest\":\"" + HELLO + "\",\"size\":5}";
        String manifest = "{\"schemaVersion\":2,\"config\":" + blob + ",\"layers\":[" + blob + "]}";
        assertThat(send("PUT", "/v2/" + repository + "/manifests/" + tag, manifest, "Content-Type", MANIFEST)
                        .statusCode())
                .isEqualTo(201);
        return manifest;
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + registry.host() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static void fails(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes());
    }
}
