package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which image a tag names is asked of the registry. */
class DigestsTest {
    private static final String INDEX = "application/vnd.oci.image.index.v1+json";

    private SandboxRegistry registry;
    private TestDelivery run;

    @BeforeEach
    void start(@TempDir Path project) throws Exception {
        registry = SandboxRegistry.start(project.resolve("registry"));
        Settings settings = new Settings(
                List.of(new RegistrySettings(registry.host(), null, true, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        run = new TestDelivery(project, settings, Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        run.close();
        registry.close();
    }

    /** Points the tag to an index without an image; returns the digest that the registry gave it. */
    private String push(String tag, String note) throws Exception {
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://" + registry.host() + "/v2/shop/cart/manifests/" + tag))
                                .header("Content-Type", INDEX)
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"schemaVersion\":2,\"mediaType\":\"" + INDEX
                                        + "\",\"manifests\":[],\"annotations\":{\"note\":\"" + note + "\"}}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.headers().firstValue("Docker-Content-Digest").orElseThrow();
    }

    @Test
    void aTagOfAConfiguredRegistryIsNamedByTheDigestThatItHasNow() throws Exception {
        String image = registry.host() + "/shop/cart:1";
        for (String note : List.of("first", "moved")) {
            String digest = push("1", note);
            assertThat(new Digests(run.context(), false).of(Set.of(image)).get(image))
                    .startsWith(registry.host() + "/shop/cart")
                    .endsWith("@" + digest);
        }
    }

    @Test
    void aTagThatIsNotThereIsAProblem() throws Exception {
        String image = registry.host() + "/shop/cart:gone";
        Digests digests = new Digests(run.context(), false);
        assertThat(digests.of(Set.of(image))).isEmpty();
        digests.remark();
        assertThat(run.events(Remark.class)).singleElement().satisfies(one -> assertThat(one.toString())
                .contains(image, "is not in the registry; build and push it first"));
    }

    @Test
    void anotherRegistryIsAskedOnlyWhereADigestIsRequired() throws Exception {
        String image = "127.0.0.1:1/shop/cart:1";
        Digests lenient = new Digests(run.context(), false);
        assertThat(lenient.of(Set.of(image))).isEmpty();
        assertThat(lenient.problems().get(image)).contains("whoever moves the tag changes what runs");
        Digests strict = new Digests(run.context(), true);
        assertThat(strict.of(Set.of(image))).isEmpty();
        assertThat(strict.problems().get(image)).contains("cannot be named by digest: ");
    }
}
