package io.jenkins.plugins.storefront.delivery.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code storefront.schema.json} and the reader accept the same files, but for what dependsOn says. */
class ShopSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode TEXT = text();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TEXT);

    private static JsonNode text() {
        try (InputStream in = Shop.class.getResourceAsStream("storefront.schema.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean readerAccepts(String yaml) {
        try {
            ShopReader.parse(yaml, "x");
            return true;
        } catch (DeliveryException e) {
            return false;
        }
    }

    private static boolean schemaAccepts(String yaml) throws DeliveryException {
        return SCHEMA.validate(JSON.valueToTree(SafeYaml.mapping(yaml, "x"))).isEmpty();
    }

    @Test
    void isASchemaOfItsDraft() throws Exception {
        JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(java.net.URI.create("https://json-schema.org/draft/2020-12/schema"));
        assertThat(meta.validate(TEXT)).isEmpty();
    }

    @Test
    void hasThePatternsOfTheReader() {
        Set<String> ofReader = Arrays.stream(Form.values())
                .filter(form -> !EnumSet.of(
                                Form.ANY, Form.BUILDER, Form.TOPIC, Form.TIER, Form.DOMAIN, Form.LANGUAGE, Form.WORSE)
                        .contains(form))
                .map(Form::pattern)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeSet<>(TEXT.findValuesAsText("pattern"))).isEqualTo(ofReader);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "services: {}",
                "services: {cart: }",
                "registry: registry.example.com/shop",
                "registry: localhost:5000",
                "registry: shop",
                "manifests: k8s/*.yaml",
                "manifests: ['**/*.yaml', k8s/a b.yaml]",
                "channels: {slack: '#releases', email: team@example.com}",
                "channels: {slack: C024BE91L, email: ['Team <team@example.com>', ops@example.com]}",
                "services: {cart: {image: 'registry.example.com:5000/shop/cart', path: services/cart, builder: jib}}",
                "services: {cart: {path: .}, payment: {dependsOn: cart}, web: {dependsOn: [cart, payment]}}",
                "services: {cart: {docker: {context: ., dockerfile: a/Dockerfile, target: run, buildArgs: {A: ''}, pull: true, noCache: false}}}",
                "services: {cart: {jib: {base: scratch, layers: [{from: 'a/*.jar', into: /}], entrypoint: [x], cmd: [''], env: {A.b-c: x}}}}",
                "services: {cart: {jib: {base: 'tar:a/b.tar', ports: [1, 65535], user: '1000:1000', workdir: /app}}}",
                "services: {cart: {jib: {base: 'registry.example.com/base/java:17'}, labels: {a.b/c: x}}}",
                "services: {cart: {jib: {base: 'java@sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'}}}",
                "services: {cart: {manifests: k8s/cart.yaml, channels: {slack: '#cart'}}}",
                "strategy: {rolling: {}}",
                "strategy: {recreate: {}}",
                "strategy: {blueGreen: {}}",
                "strategy: {blueGreen: {keepOld: 10m, byHand: true, gates: [{url: 'http://x/'}], after: [{url: 'http://y/', name: y, status: 204, within: 30s}]}}",
                "strategy: {canary: {steps: [{weight: 10, pause: 5m}, {weight: 100}]}}",
                "strategy: {canary: {steps: [{weight: 1, gates: [{metric: e, query: q, maximum: 0.01}]}], traffic: {route: shop}}}",
                "strategy: {canary: {steps: [{weight: 50}], traffic: {ingress: shop}, gates: [{metric: e, query: q, baseline: b, worse: either, tolerance: 1, samples: 5, interval: 15s, connection: main}]}}",
                "strategy: {canary: {steps: [{weight: 50}], traffic: {rule: {apiVersion: a/v1, kind: K, name: n, canary: 'spec.w', stable: 'spec.b[0].w'}}}}",
            })
    void bothAccept(String yaml) throws Exception {
        assertThat(readerAccepts(yaml)).as("reader").isTrue();
        assertThat(schemaAccepts(yaml)).as("schema").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "servces: {}",
                "services: ",
                "services: []",
                "services: {Cart: }",
                "services: {cart-: }",
                "services: {cart: []}",
                "services: {cart: {imge: x}}",
                "registry: ",
                "registry: https://registry.example.com",
                "registry: Shop",
                "registry: 'registry.example.com/'",
                "registry: 5000",
                "manifests: /k8s/a.yaml",
                "manifests: [a, ../b]",
                "manifests: {a: b}",
                "channels: '#releases'",
                "channels: {slack: '#a, #b'}",
                "channels: {email: team}",
                "channels: {email: 'a@example.com, b@example.com'}",
                "services: {cart: {image: 'shop/cart:1'}}",
                "services: {cart: {image: Shop/Cart}}",
                "services: {cart: {path: ../cart}}",
                "services: {cart: {path: a/../../cart}}",
                "services: {cart: {path: 'a\\b'}}",
                "services: {cart: {path: -cart}}",
                "services: {cart: {path: ''}}",
                "services: {cart: {builder: kaniko}}",
                "services: {cart: {labels: {'a b': x}}}",
                "services: {cart: {labels: {a: 1}}}",
                "services: {cart: {docker: }}",
                "services: {cart: {docker: {pull: 1}}}",
                "services: {cart: {docker: {target: --push}}}",
                "services: {cart: {docker: {buildArgs: [A]}}}",
                "services: {cart: {docker: {buildArgs: {-A: x}}}}",
                "services: {cart: {jib: {base: 'tar:/a'}}}",
                "services: {cart: {jib: {base: 'tar:a/../b'}}}",
                "services: {cart: {jib: {base: 'tar:'}}}",
                "services: {cart: {jib: {layers: [{from: a}]}}}",
                "services: {cart: {jib: {layers: [{from: a, into: b}]}}}",
                "services: {cart: {jib: {layers: [{from: a, into: /b, mode: x}]}}}",
                "services: {cart: {jib: {entrypoint: node}}}",
                "services: {cart: {jib: {entrypoint: [1]}}}",
                "services: {cart: {jib: {ports: 80}}}",
                "services: {cart: {jib: {ports: [0]}}}",
                "services: {cart: {jib: {ports: [80.5]}}}",
                "services: {cart: {jib: {ports: ['80']}}}",
                "services: {cart: {jib: {user: 1000}}}",
                "services: {cart: {jib: {workdir: app}}}",
                "services: {cart: {dependsOn: [Web]}}",
                "strategy: canary",
                "strategy: {}",
                "strategy: {rolling: }",
                "strategy: {rolling: {steps: []}}",
                "strategy: {rolling: {}, recreate: {}}",
                "strategy: {bluegreen: {}}",
                "strategy: {blueGreen: {keepOld: 600}}",
                "strategy: {blueGreen: {byHand: 'yes'}}",
                "strategy: {canary: {}}",
                "strategy: {canary: {steps: []}}",
                "strategy: {canary: {steps: [{pause: 5m}]}}",
                "strategy: {canary: {steps: [{weight: 0}]}}",
                "strategy: {canary: {steps: [{weight: 101}]}}",
                "strategy: {canary: {steps: [{weight: 10}], traffic: {}}}",
                "strategy: {canary: {steps: [{weight: 10}], traffic: {route: a, ingress: b}}}",
                "strategy: {canary: {steps: [{weight: 10}], traffic: {rule: {kind: K, name: n, canary: 'spec.w'}}}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{metric: e, query: q}]}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{metric: e, maximum: 1}]}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{metric: e, query: q, maximum: '1'}]}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{metric: e, query: q, maximum: 1, worse: more}]}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{metric: e, query: q, maximum: 1, tolerance: 11}]}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{metric: e, query: q, maximum: 1, url: 'http://x/'}]}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{url: 'http://x/', status: 99}]}}",
                "strategy: {canary: {steps: [{weight: 10}], gates: [{}]}}",
            })
    void bothRefuse(String yaml) throws Exception {
        assertThat(readerAccepts(yaml)).as("reader").isFalse();
        assertThat(schemaAccepts(yaml)).as("schema").isFalse();
    }

    @Property(tries = 3000)
    void bothJudgeGeneratedFilesAlike(@ForAll("documents") Map<String, Object> document) throws Exception {
        String yaml = JSON.writeValueAsString(document);
        Statistics.label("accepted").collect(readerAccepts(yaml)).coverage(seen -> {
            seen.check(true).percentage(share -> share > 5);
            seen.check(false).percentage(share -> share > 5);
        });
        assertThat(readerAccepts(yaml)).as(yaml).isEqualTo(schemaAccepts(yaml));
    }

    /** Follows the schema's keys, mostly: values are sometimes of another key's kind, and keys sometimes unknown. */
    @Provide
    Arbitrary<Map<String, Object>> documents() {
        return Arbitraries.randoms().map(random -> {
            Map<String, Object> document = new HashMap<>();
            for (String key : List.of("registry", "manifests", "channels", "services")) {
                if (random.nextBoolean()) {
                    document.put(
                            key,
                            new Generated(random, TEXT)
                                    .of(TEXT.get("properties").get(key)));
                }
            }
            return document;
        });
    }

    @Test
    void theExampleShopAndTheReferencesExampleAreAcceptedByBoth() throws Exception {
        List<String> files = new ArrayList<>();
        files.add(Files.readString(Path.of("examples/shop/storefront.yaml")));
        String reference = Files.readString(Path.of("docs/storefront-yaml.md"));
        files.add(reference.substring(
                reference.indexOf("```yaml\n") + 8, reference.indexOf("```\n", reference.indexOf("```yaml\n"))));
        for (String file : files) {
            assertThat(SCHEMA.validate(JSON.valueToTree(SafeYaml.mapping(file, "x"))))
                    .isEmpty();
            assertThat(ShopReader.parse(file, "x").services()).isNotEmpty();
        }
    }

    @Test
    void theReferenceExplainsEveryKey() throws Exception {
        String reference = Files.readString(Path.of("docs/storefront-yaml.md"));
        for (JsonNode properties : TEXT.findValues("properties")) {
            properties.fieldNames().forEachRemaining(key -> assertThat(reference)
                    .contains("| `" + key + "` |"));
        }
    }
}
