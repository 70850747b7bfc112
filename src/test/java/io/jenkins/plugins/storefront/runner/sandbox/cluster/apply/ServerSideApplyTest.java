package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static ObjectNode yaml(String text) throws Exception {
        return JSON.valueToTree(SafeYaml.mapping(text, "test"));
    }

    private static ObjectNode spec(String spec) throws Exception {
        return yaml("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: " + spec + "}");
    }

    private static ObjectNode apply(ObjectNode live, ObjectNode wanted, String manager) throws Exception {
        return ServerSideApply.apply(live, wanted, manager, false, NOW);
    }

    private static final String ONE =
            "{template: {spec: {containers: [{name: web, image: 'web:1', env: [{name: A, value: x}]}]}}}";

    @Test
    void mergesListsByTheirKeysAndLeavesTheItemsOfOthers() throws Exception {
        ObjectNode live = apply(null, spec(ONE), "a");
        live = apply(live, spec("{template: {spec: {containers: [{name: proxy, image: 'mesh:1'}]}}}"), "b");
        live = apply(live, spec(ONE.replace("web:1", "web:2")), "a");
        assertThat(live.at("/spec/template/spec/containers"))
                .isEqualTo(
                        JSON.readTree(
                                "[{\"name\":\"web\",\"image\":\"web:2\",\"env\":[{\"name\":\"A\",\"value\":\"x\"}]},{\"name\":\"proxy\",\"image\":\"mesh:1\"}]"));
    }

    @Test
    void dropsAListsItemWithItsLastOwner() throws Exception {
        ObjectNode live = apply(null, spec(ONE), "a");
        live = apply(live, spec("{template: {spec: {containers: [{name: web, resources: {limits: {cpu: 1}}}]}}}"), "b");
        live = apply(live, spec("{replicas: 1}"), "a");
        assertThat(live.at("/spec/template/spec/containers").toString())
                .isEqualTo("[{\"name\":\"web\",\"resources\":{\"limits\":{\"cpu\":1}}}]");
        live = apply(live, spec("{replicas: 1}"), "b");
        assertThat(live.at("/spec/template").isMissingNode()).isTrue();
    }

    @Test
    void refusesAValueThatAnotherOwnsAndNamesOwnerAndField() throws Exception {
        ObjectNode live = apply(null, spec("{replicas: 1}"), "a");
        assertThatThrownBy(() -> apply(live, spec("{replicas: 2}"), "b"))
                .isInstanceOf(ConflictException.class)
                .hasMessage("Apply failed with 1 conflict: conflict with \"a\" using apps/v1: .spec.replicas");
    }

    @Test
    void sharesAFieldOfTheSameValueAndKeepsItForTheOther() throws Exception {
        ObjectNode live = apply(null, spec("{replicas: 2}"), "a");
        live = apply(live, spec("{replicas: 2}"), "b");
        live = apply(live, spec("{paused: true}"), "a");
        assertThat(live.at("/spec/replicas").asInt()).isEqualTo(2);
    }

    @Test
    void takesOverWhatIsForced() throws Exception {
        ObjectNode live = apply(null, spec("{replicas: 1}"), "a");
        live = ServerSideApply.apply(live, spec("{replicas: 2}"), "b", true, NOW);
        live = apply(live, spec("{replicas: 3}"), "b");
        assertThat(live.at("/spec/replicas").asInt()).isEqualTo(3);
    }

    @Test
    void leavesWhatAnUpdateChanged() throws Exception {
        ObjectNode live = apply(null, spec("{replicas: 1, paused: false}"), "a");
        ObjectNode scaled = live.deepCopy();
        scaled.withObject("/spec").put("replicas", 5);
        ObjectNode updated = ServerSideApply.updated(live, scaled, "scaler", NOW);
        assertThat(apply(updated, spec("{paused: false}"), "a")
                        .at("/spec/replicas")
                        .asInt())
                .isEqualTo(5);
        assertThatThrownBy(() -> apply(updated, spec("{replicas: 1}"), "a")).hasMessageContaining("scaler");
    }

    @Test
    void changesNothingWhenAppliedAgain() throws Exception {
        Random random = new Random(7);
        ObjectNode live = null;
        for (int i = 0; i < 2000; i++) {
            StringBuilder containers = new StringBuilder();
            for (int c = 0; c < 3; c++) {
                if (random.nextBoolean()) {
                    containers
                            .append("{name: c")
                            .append(c)
                            .append(", image: 'i:")
                            .append(random.nextInt(3));
                    containers
                            .append("', ports: [{containerPort: ")
                            .append(80 + random.nextInt(2))
                            .append("}]},");
                }
            }
            ObjectNode wanted =
                    spec("{replicas: " + random.nextInt(3) + ", template: {spec: {containers: [" + containers + "]}}}");
            String manager = random.nextBoolean() ? "a" : "b";
            live = ServerSideApply.apply(live, wanted, manager, true, NOW);
            assertThat(apply(live, wanted, manager)).as("round " + i).isEqualTo(live);
            for (FieldPath field : FieldSet.of(wanted)) {
                assertThat(field.in(live)).as("round " + i + " " + field).isNotNull();
            }
        }
    }
}
