package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Steps beside a {@code storefront.yaml}, through the command line; images are read back from a registry. */
class ShopStepsTest {
    private static final String SHOP = """
            registry: REGISTRY/shop
            channels: {slack: '#shop', email: team@example.com}
            services:
              cart:
                path: cart
                labels: {team: cart}
                jib: {base: scratch, layers: [{from: app, into: /app}], entrypoint: [run, it], ports: [8080], user: '1000'}
              payment:
                jib: {base: scratch}
            """;

    @TempDir
    private Path project;

    @TempDir
    private Path store;

    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    private SandboxRegistry registry;

    @BeforeEach
    void prepare() throws Exception {
        registry = SandboxRegistry.start(store);
        Files.createDirectories(project.resolve("cart/app"));
        Files.writeString(project.resolve("cart/app/file"), "content");
    }

    @AfterEach
    void stop() throws Exception {
        registry.close();
    }

    private List<String> run(String shop, String body) throws Exception {
        if (shop != null) {
            Files.writeString(project.resolve("storefront.yaml"), shop.replace("REGISTRY", registry.host()));
        }
        terminal.run(project, "node { " + body.replace("REGISTRY", registry.host()) + " }\n");
        return terminal.text().lines().toList();
    }

    /** The configuration of an image that was pushed. */
    private JsonNode config(String repository, String tag) throws Exception {
        JsonNode manifest = get("/v2/" + repository + "/manifests/" + tag);
        return get("/v2/" + repository + "/blobs/"
                        + manifest.at("/config/digest").asText())
                .get("config");
    }

    private JsonNode get(String path) throws Exception {
        String body = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + registry.host() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(body);
    }

    @Test
    void aServiceIsBuiltFromTheFileAlone() throws Exception {
        assertThat(run(SHOP, "echo imageBuild(service: 'cart').reference"))
                .contains("Finished: SUCCESS")
                .anyMatch(line -> line.startsWith(registry.host() + "/shop/cart@sha256:"));
        JsonNode config = config("shop/cart", "1");
        assertThat(config.get("Entrypoint").toString()).isEqualTo("[\"run\",\"it\"]");
        assertThat(config.get("User").asText()).isEqualTo("1000");
        assertThat(config.get("ExposedPorts").has("8080/tcp")).isTrue();
        assertThat(config.at("/Labels/team").asText()).isEqualTo("cart");
    }

    @Test
    void whatTheCallSaysWinsOverTheFile() throws Exception {
        String call = "imageBuild service: 'cart', image: 'REGISTRY/other/basket', tags: 'x', entrypoint: ['other'], "
                + "labels: [team: 'call'], user: '0'";
        assertThat(run(SHOP, call)).contains("Finished: SUCCESS");
        JsonNode config = config("other/basket", "x");
        assertThat(config.get("Entrypoint").toString()).isEqualTo("[\"other\"]");
        assertThat(config.get("User").asText()).isEqualTo("0");
        assertThat(config.at("/Labels/team").asText()).isEqualTo("call");
        assertThat(config.at("/Labels/org.opencontainers.image.title").asText())
                .as("the service's name, not the image's")
                .isEqualTo("cart");
    }

    private static final String TWO = """
            registry: REGISTRY/shop
            services:
              cart: {jib: {base: scratch, layers: [{from: cart/app, into: /app}]}}
              payment: {jib: {base: scratch, layers: [{from: payment, into: /app}]}}
            """;

    @Test
    void theServicesThatChangedAreBuiltAndTheOthersTakenAgain() throws Exception {
        Files.createDirectories(project.resolve("payment"));
        Files.writeString(project.resolve("payment/file"), "first");
        String told = "def all = imageBuild(services: 'changed'); "
                + "for (name in ['cart', 'payment']) { echo \"${name} reused ${all[name].reused} tags ${all[name].tags}\" }";
        assertThat(run(TWO, told))
                .contains("Finished: SUCCESS", "cart reused false tags [1]", "payment reused false tags [1]");
        Files.writeString(project.resolve("payment/file"), "second");
        assertThat(run(TWO, told)).contains("cart reused true tags [2]", "payment reused false tags [2]");
        assertThat(config("shop/cart", "2")).isEqualTo(config("shop/cart", "1"));
    }

    @Test
    void aServiceThatFailsIsNamedAndTheOthersAreBuilt() throws Exception {
        assertThat(run(TWO, "imageBuild services: ['payment', 'cart'], parallel: 2"))
                .anyMatch(line ->
                        line.contains("imageBuild: 1 of 2 services failed: payment: layers: there is no 'payment'"))
                .anyMatch(line -> line.startsWith("Pushed " + registry.host() + "/shop/cart@"));
    }

    @Test
    void servicesAreThoseOfTheFileAndNothingElse() throws Exception {
        assertThat(run(TWO, "imageBuild services: ['card']")).anyMatch(line -> line.contains("did you mean 'cart'?"));
        assertThat(run(TWO, "imageBuild services: 'all', image: 'x/y'"))
                .anyMatch(line -> line.contains("give services, or an image or service, not both"));
        assertThat(run(TWO, "imageBuild services: 'changed', reuse: false"))
                .anyMatch(line -> line.contains("so reuse cannot be false"));
        assertThat(run(TWO, "imageBuild services: 'all', base: 'scratch'"))
                .anyMatch(line -> line.contains("are of one service each; write them in storefront.yaml"));
    }

    @Test
    void aRegistryTakesThePlaceOfThatOfTheFile() throws Exception {
        assertThat(run(
                        SHOP.replace("REGISTRY", "registry.example.com"),
                        "imageBuild service: 'cart', registry: 'REGISTRY/mine'"))
                .contains("Finished: SUCCESS")
                .anyMatch(line -> line.startsWith("Pushed " + registry.host() + "/mine/cart@sha256:"));
        assertThat(run(SHOP, "imageBuild image: 'a.example.com/x', registry: 'REGISTRY'"))
                .anyMatch(line -> line.contains("names a registry already; leave 'registry' out"));
    }

    @Test
    void whatIsInTheKeyIsShownOnRequest() throws Exception {
        assertThat(run(SHOP, "imageBuild service: 'cart', explain: true, maxAge: '1h'"))
                .anyMatch(line -> line.matches("content key of cart: [0-9a-f]{64}"))
                .contains(
                        "content key of cart: base: scratch",
                        "content key of cart: entrypoint: run",
                        "content key of cart: label team: cart");
        assertThat(run(SHOP, "imageBuild service: 'cart', maxAge: 'soon'"))
                .anyMatch(line -> line.contains("imageBuild: maxAge: 'soon' is no length of time"));
    }

    @Test
    void anUnknownServiceIsAnErrorWithTheNearestName() throws Exception {
        assertThat(run(SHOP, "imageBuild service: 'card'"))
                .anyMatch(line -> line.endsWith("imageBuild: storefront.yaml: there is no service 'card', "
                        + "did you mean 'cart'? Known: cart, payment"));
    }

    @Test
    void anUnknownServiceWhoseImageIsGivenIsBuiltWithARemark() throws Exception {
        String call =
                "imageBuild service: 'card', image: 'REGISTRY/x', base: 'scratch', layers: [[from: 'cart', into: '/a']]";
        assertThat(run(SHOP, call))
                .contains("Finished: SUCCESS")
                .anyMatch(
                        line -> line.contains("did you mean 'cart'") && line.endsWith("built from what the call says"));
    }

    @Test
    void withoutAFileTheErrorSaysWhatToWrite() throws Exception {
        assertThat(run(null, "imageBuild service: 'cart'"))
                .anyMatch(
                        line -> line.contains("imageBuild: there is no storefront.yaml in ")
                                && line.contains(
                                        "write there services: {cart: {image: registry.example.com/shop/cart}}, or give 'image'"));
    }

    @Test
    void withoutAFileAServiceIsStillJustAName() throws Exception {
        String call =
                "imageBuild service: 'card', image: 'REGISTRY/x', base: 'scratch', layers: [[from: 'cart', into: '/a']]";
        assertThat(run(null, call)).contains("Finished: SUCCESS");
    }

    @Test
    void anIncompleteServiceIsNotTakenForADockerBuild() throws Exception {
        assertThat(run(SHOP, "imageBuild service: 'payment'"))
                .anyMatch(line -> line.contains("jib needs a base (an image, tar:PATH or scratch) and layers"));
    }

    @Test
    void aServiceWithoutAnImageIsAnErrorThatSaysWhatToWrite() throws Exception {
        assertThat(run("services: {cart: }", "imageBuild service: 'cart'"))
                .anyMatch(line -> line.contains("storefront.yaml: services.cart has no image; write registry: "));
    }

    @Test
    void aRolloutWithoutManifestsTakesThoseOfTheFile() throws Exception {
        config("clusters: [{name: c, credentialsId: none}]");
        assertThat(run("manifests: k8s/*.yaml", "clusterRollout cluster: 'c'"))
                .contains("storefront.yaml: manifests are k8s/*.yaml")
                .anyMatch(line -> line.contains("no file matches 'k8s/*.yaml'"));
    }

    @Test
    void aRolloutWithoutAnyManifestsSaysWhatToWrite() throws Exception {
        config("clusters: [{name: c, credentialsId: none}]");
        assertThat(run(SHOP, "clusterRollout cluster: 'c'"))
                .anyMatch(line -> line.contains("give manifests (globs of files) or text, or write manifests:"));
    }

    @Test
    void theAdminsChannelWinsAndTheLogSaysSo() throws Exception {
        config("slack: [{name: main, credentialsId: none, defaultChannel: '#admin'}]");
        assertThat(run(SHOP, "slackNotify()"))
                .contains(
                        "storefront.yaml: channels.slack is #shop and the connection's default channel #admin, which wins")
                .anyMatch(line -> line.startsWith("WARNING: could not tell #admin by slack"));
    }

    @Test
    void theFilesChannelIsToldWhereTheAdminNamesNone() throws Exception {
        config("slack: [{name: main, credentialsId: none}]");
        assertThat(run(SHOP, "slackNotify(); slackNotify channel: '#call'"))
                .anyMatch(line -> line.startsWith("WARNING: could not tell #shop by slack"))
                .anyMatch(line -> line.startsWith("WARNING: could not tell #call by slack"));
    }

    @Test
    void theFilesRecipientsAreToldWhereTheCallNamesNone() throws Exception {
        config("smtp: [{name: main, host: localhost, port: 1, from: jenkins@example.com}]");
        assertThat(run(SHOP, "emailNotify()"))
                .anyMatch(line ->
                        line.startsWith("WARNING: the notice to team@example.com waits: mail server localhost:1: "));
    }

    @Test
    void aBrokenFileIsAWarningToANoticeAndAnErrorToABuild() throws Exception {
        config("slack: [{name: main, credentialsId: none, defaultChannel: '#admin'}]");
        assertThat(run("servces: {}", "slackNotify(); imageBuild service: 'cart'"))
                .anyMatch(line -> line.startsWith("WARNING: no channels taken: storefront.yaml: unknown key 'servces'"))
                .anyMatch(line -> line.startsWith("WARNING: could not tell #admin by slack"))
                .anyMatch(line ->
                        line.contains("ERROR") && line.contains("unknown key 'servces', did you mean 'services'?"));
    }

    @Test
    void aFileBehindALinkOutOfTheWorkspaceIsNotRead() throws Exception {
        Path outside = Files.writeString(store.resolve("outside"), "services: {cart: }");
        Files.createSymbolicLink(project.resolve("storefront.yaml"), outside);
        assertThat(run(null, "imageBuild service: 'cart'"))
                .anyMatch(line -> line.contains("storefront.yaml: it is no file of the workspace"));
    }

    private void config(String section) throws Exception {
        Files.writeString(project.resolve("config.yaml"), "unclassified:\n  storefront:\n    " + section + "\n");
    }
}
