package io.jenkins.plugins.storefront.delivery.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ServiceOrderTest {
    private static String yaml(List<Integer> order, List<Set<Integer>> dependencies) {
        StringBuilder text = new StringBuilder("services:\n");
        for (int service : order) {
            List<String> names =
                    dependencies.get(service).stream().map(i -> "s" + i).toList();
            text.append("  s" + service + ": {manifests: k8s/s" + service + ".yaml, dependsOn: " + names + "}\n");
        }
        return text.toString();
    }

    /** Dependencies that only lead to smaller numbers, so without a circle. */
    private static List<Set<Integer>> graph(int size, Random random) {
        List<Set<Integer>> dependencies = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Set<Integer> of = new TreeSet<>();
            for (int k = 0; k < i; k++) {
                if (random.nextInt(3) == 0) {
                    of.add(k);
                }
            }
            dependencies.add(of);
        }
        return dependencies;
    }

    @Property(tries = 300)
    void eachServiceComesOnceAndAfterThoseItDependsOn(@ForAll @IntRange(min = 1, max = 25) int size, @ForAll long seed)
            throws DeliveryException {
        Random random = new Random(seed);
        List<Set<Integer>> dependencies = graph(size, random);
        List<Integer> written = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(written, random);
        List<String> order = ShopReader.parse(yaml(written, dependencies), "x").inOrder().stream()
                .map(service -> service.name().value())
                .toList();
        assertThat(order).hasSize(size).doesNotHaveDuplicates();
        for (int i = 0; i < size; i++) {
            for (int needed : dependencies.get(i)) {
                assertThat(order.indexOf("s" + needed)).isLessThan(order.indexOf("s" + i));
            }
        }
    }

    @Property(tries = 300)
    void aCircleIsRefusedAndTheCircleNamedIsOne(@ForAll @IntRange(min = 1, max = 25) int size, @ForAll long seed) {
        Random random = new Random(seed);
        List<Set<Integer>> dependencies = graph(size, random);
        int last = random.nextInt(size);
        // Back along a way that exists: from one that 'last' needs, however far, to 'last'
        int first = last;
        while (!dependencies.get(first).isEmpty() && random.nextBoolean()) {
            first = dependencies.get(first).iterator().next();
        }
        dependencies.get(first).add(last);
        List<Integer> written = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(written, random);
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> ShopReader.parse(yaml(written, dependencies), "x"))
                .satisfies(e -> {
                    String[] circle = e.getMessage()
                            .replace("x: services depend on each other in a circle: ", "")
                            .split(" → ");
                    assertThat(circle.length).isGreaterThan(1);
                    assertThat(circle[0]).isEqualTo(circle[circle.length - 1]);
                    for (int i = 1; i < circle.length; i++) {
                        assertThat(dependencies.get(Integer.parseInt(circle[i - 1].substring(1))))
                                .contains(Integer.parseInt(circle[i].substring(1)));
                    }
                });
    }

    @Test
    void manifestsComeInThatOrderAndEachOnce() throws Exception {
        Shop shop = ShopReader.parse("""
                manifests: k8s/config.yaml
                services:
                  web: {manifests: [k8s/web.yaml, k8s/config.yaml], dependsOn: [cart]}
                  cart: {manifests: k8s/cart.yaml}
                """, "x");
        assertThat(shop.allManifests()).containsExactly("k8s/config.yaml", "k8s/cart.yaml", "k8s/web.yaml");
        assertThat(shop.unknown(new ServiceName("card")))
                .isEqualTo("there is no service 'card', did you mean 'cart'? Known: web, cart");
    }
}
