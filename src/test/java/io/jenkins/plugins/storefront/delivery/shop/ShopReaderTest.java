package io.jenkins.plugins.storefront.delivery.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.ImageBuildRequest.Layer;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShopReaderTest {
    private static Shop read(String text) throws DeliveryException {
        return ShopReader.parse(text, "storefront.yaml");
    }

    private static ShopService cart(String text) throws DeliveryException {
        return read(text).find(new ServiceName("cart")).orElseThrow();
    }

    @Test
    void anEmptyFileIsAShopThatSaysNothing() throws Exception {
        assertThat(read("# nothing yet\n")).isEqualTo(new Shop(List.of(), Channels.NONE, Map.of()));
    }

    @Test
    void aServiceThatIsJustNamedHasAnImageAndIsBuiltFromTheDockerfileHere() throws Exception {
        ShopService cart = cart("registry: registry.example.com/shop\nservices:\n  cart:\n");
        assertThat(cart.image()).isEqualTo("registry.example.com/shop/cart");
        assertThat(cart.build().docker().context()).isEqualTo(".");
        assertThat(cart.build().docker().dockerfile()).isNull();
        assertThat(cart.build().jib()).isEqualTo(JibBuild.NONE);
    }

    @Test
    void pathsOfTheBuildAreInTheServicesFolderAndManifestsInTheWorkspace() throws Exception {
        ShopService cart = cart("""
                services:
                  cart:
                    path: services/cart
                    docker: {context: ., dockerfile: docker/Dockerfile}
                    jib: {base: 'tar:base.tar', layers: [{from: ., into: /app}, {from: build, into: /classes}]}
                    manifests: k8s/cart.yaml
                """);
        assertThat(cart.build().docker().context()).isEqualTo("services/cart");
        assertThat(cart.build().docker().dockerfile()).isEqualTo("services/cart/docker/Dockerfile");
        assertThat(cart.build().jib().base()).isEqualTo("tar:services/cart/base.tar");
        assertThat(cart.build().jib().layers())
                .containsExactly(new Layer("services/cart", "/app"), new Layer("services/cart/build", "/classes"));
        assertThat(cart.manifests()).containsExactly("k8s/cart.yaml");
    }

    @Test
    void aReleaseOfOneServiceIsToldInItsOwnChannels() throws Exception {
        Shop shop = read("""
                channels: {slack: '#shop', email: [shop@example.com]}
                services: {cart: {channels: {slack: '#cart'}}, catalog: }
                """);
        ServiceName cart = new ServiceName("cart");
        ServiceName catalog = new ServiceName("catalog");
        assertThat(shop.channelsFor(List.of(cart))).isEqualTo(new Channels("#cart", List.of("shop@example.com")));
        assertThat(shop.channelsFor(List.of(catalog)).slack()).isEqualTo("#shop");
        assertThat(shop.channelsFor(List.of(cart, catalog)).slack()).isEqualTo("#shop");
        assertThat(shop.channelsFor(List.of()).slack()).isEqualTo("#shop");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "servces: {}|unknown key 'servces', did you mean 'services'? Known: registry, manifests, set, irreversible, strategy, channels, notices, templates, languages, services",
                "services: {cart: {imge: x}}|services.cart: unknown key 'imge', did you mean 'image'? Known: path, image, builder, labels, platforms, reuse, maxAge, docker, jib, manifests, dependsOn, channels",
                "services: {cart: {jib: {bse: x}}}|services.cart.jib: unknown key 'bse', did you mean 'base'? Known: base, layers, entrypoint, cmd, env, ports, user, workdir, volumes",
                "zzzzz: 1|unknown key 'zzzzz'. Known: registry, manifests, set, irreversible, strategy, channels, notices, templates, languages, services",
                "services: [cart]|services: wanted a mapping, found a list",
                "services: {Cart: }|services: wanted keys that are each a service name (lower-case letters, digits and hyphens), found 'Cart'",
                "services: {cart: payment}|services.cart: wanted a mapping, found 'payment'",
                "registry: https://x|registry: wanted a registry, and a path where it has one, such as registry.example.com/shop, found 'https://x'",
                "registry: |registry: wanted a registry, and a path where it has one, such as registry.example.com/shop, found nothing",
                "services: {cart: {image: 'shop/cart:1'}}|services.cart.image: wanted an image without a tag, such as registry.example.com/shop/cart, found 'shop/cart:1'",
                "services: {cart: {path: ../cart}}|services.cart.path: wanted a path with slashes, inside the workspace, found '../cart'",
                "services: {cart: {path: /cart}}|services.cart.path: wanted a path with slashes, inside the workspace, found '/cart'",
                "services: {cart: {builder: kaniko}}|services.cart.builder: wanted auto, docker, buildx, docker-classic, podman, buildah or jib, found 'kaniko'",
                "services: {cart: {docker: {pull: 'yes'}}}|services.cart.docker.pull: wanted true or false, found 'yes'",
                "services: {cart: {docker: {buildArgs: {V: 1.10}}}}|services.cart.docker.buildArgs.V: wanted a text, found the number 1.1; put it in quotes",
                "services: {cart: {docker: {buildArgs: {V: true}}}}|services.cart.docker.buildArgs.V: wanted a text, found the truth value true; put it in quotes",
                "services: {cart: {docker: {buildArgs: {'-V': x}}}}|services.cart.docker.buildArgs: wanted keys that are each a name of letters, digits, '_', '.' and '-', found '-V'",
                "services: {cart: {docker: {target: --x}}}|services.cart.docker.target: wanted a stage of the Dockerfile, found '--x'",
                "services: {cart: {jib: {base: tar:../x}}}|services.cart.jib.base: wanted an image, tar:PATH or scratch, found 'tar:../x'",
                "services: {cart: {jib: {layers: {from: a}}}}|services.cart.jib.layers: wanted a list, found a mapping",
                "services: {cart: {jib: {layers: [{from: a}]}}}|services.cart.jib.layers[0].into: wanted an absolute path in the image, and it is not there",
                "services: {cart: {jib: {layers: [{from: a, into: b}]}}}|services.cart.jib.layers[0].into: wanted an absolute path in the image, found 'b'",
                "services: {cart: {jib: {ports: [80, 70000]}}}|services.cart.jib.ports[1]: wanted a whole number from 1 to 65535, found the number 70000",
                "services: {cart: {jib: {ports: ['80']}}}|services.cart.jib.ports[0]: wanted a whole number from 1 to 65535, found '80'",
                "services: {cart: {jib: {user: 1000}}}|services.cart.jib.user: wanted a user, such as 1000, found the number 1000",
                "services: {cart: {jib: {entrypoint: node server.js}}}|services.cart.jib.entrypoint: wanted a list, found 'node server.js'",
                "manifests: ../k8s/*.yaml|manifests: wanted a glob of files inside the workspace, such as k8s/*.yaml, found '../k8s/*.yaml'",
                "channels: {slack: #releases|channels.slack",
                "channels: {email: [shop]}|channels.email[0]: wanted one mail address, found 'shop'",
                "services: {cart: {dependsOn: catalogue}, catalog: }|services.cart.dependsOn: there is no service 'catalogue', did you mean 'catalog'?",
                "services: {cart: {dependsOn: cart}}|services depend on each other in a circle: cart → cart",
                "services: {a: {dependsOn: b}, b: {dependsOn: [c]}, c: {dependsOn: b}}|services depend on each other in a circle: b → c → b",
                "[services]|storefront.yaml must be one mapping of keys to values",
            })
    void saysWhereAMistakeIsWhatWasWantedAndWhatWasFound(String text, String message) {
        String yaml = text.equals("channels: {slack: #releases") ? "channels:\n  slack: #releases\n" : text;
        String expected = message.equals("channels.slack")
                ? "channels.slack: wanted one Slack channel, such as '#releases', found nothing"
                : message;
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read(yaml))
                .withMessage(expected.startsWith("storefront.yaml") ? expected : "storefront.yaml: " + expected);
    }

    @Test
    void showsAHostileKeyInOneShortLine() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read("\"a\\nFinished: SUCCESS" + "x".repeat(900) + "\": 1\n"))
                .satisfies(e -> assertThat(e.getMessage())
                        .startsWith("storefront.yaml: unknown key 'a?Finished: SUCCESSxxx")
                        .hasSizeLessThan(250)
                        .doesNotContain("\n"));
    }

    @Test
    void refusesATagThatNamesAJavaClass() {
        refused("services: !!java.net.URL ['http://localhost']", "could not determine a constructor");
    }

    @Test
    void refusesAnAliasBomb() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n");
        }
        refused(bomb.toString(), "aliases");
    }

    @Test
    void refusesAMappingThatContainsItself() {
        refused("services: &s {cart: *s}", "nested deeper");
    }

    @Test
    void refusesMoreServicesThanAnyShopHas() {
        StringBuilder many = new StringBuilder("services:\n");
        IntStream.range(0, 501).forEach(i -> many.append("  s" + i + ":\n"));
        refused(many.toString(), "services: wanted at most 500 entries, found '501 of them'");
    }

    private static void refused(String text, String why) {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(why);
    }
}
