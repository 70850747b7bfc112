package io.jenkins.plugins.storefront.delivery.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OwnedFieldsTest {
    private static final String OBJECT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata:
              name: web
              namespace: shop
              uid: u
              labels: {app: web, theirs: x}
              managedFields:
                - manager: storefront
                  operation: Apply
                  fieldsV1:
                    'f:metadata': {'f:labels': {'f:app': {}}}
                    'f:spec':
                      'f:template':
                        'f:spec':
                          'f:containers':
                            'k:{"name":"web"}': {'.': {}, 'f:name': {}, 'f:image': {}, 'f:ports': {'k:{"containerPort":80,"protocol":"TCP"}': {'.': {}, 'f:containerPort': {}}}}
                - {manager: hpa, operation: Update, fieldsV1: {'f:spec': {'f:replicas': {}}}}
            spec:
              replicas: 5
              template:
                spec:
                  containers:
                    - {name: sidecar, image: "mesh:1"}
                    - {name: web, image: "web:1", imagePullPolicy: Always, ports: [{containerPort: 80, protocol: TCP}]}
            status: {replicas: 5}
            """;

    private static Map<String, Object> yaml(String text) throws Exception {
        return SafeYaml.mapping(text, "test");
    }

    @Test
    void takesJustWhatTheManagerApplied() throws Exception {
        Map<String, Object> object = yaml(OBJECT);
        assertThat(OwnedFields.project(object, List.of(OwnedFields.of(object, "storefront"))))
                .isEqualTo(yaml("""
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata: {name: web, namespace: shop, labels: {app: web}}
                        spec:
                          template:
                            spec:
                              containers:
                                - {name: web, image: "web:1", ports: [{containerPort: 80}]}
                        """));
    }

    @Test
    void takesWhatIsOwnedNowAsItWasBefore() throws Exception {
        Map<String, Object> part = OwnedFields.project(
                yaml(OBJECT), List.of(Map.of("f:spec", Map.of("f:replicas", Map.of(), "f:paused", Map.of()))));
        assertThat(part.get("spec")).isEqualTo(Map.of("replicas", 5));
    }

    @Test
    void namesTheObjectAndNothingElseWhereNothingIsOwned() throws Exception {
        assertThat(OwnedFields.project(yaml(OBJECT), List.of(Map.of(), Map.of())))
                .isEqualTo(Map.of(
                        "apiVersion",
                        "apps/v1",
                        "kind",
                        "Deployment",
                        "metadata",
                        Map.of("name", "web", "namespace", "shop")));
    }
}
