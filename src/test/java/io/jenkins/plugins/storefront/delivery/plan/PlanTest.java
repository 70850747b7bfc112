package io.jenkins.plugins.storefront.delivery.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a set means before anything is touched. */
class PlanTest {
    private static final Lookup EMPTY = (apiVersion, kind, namespace) -> Optional.of(List.of());

    private static List<Manifest> set(String yaml) throws DeliveryException {
        return Manifests.plan(Manifests.parse(yaml, "test"), "shop");
    }

    private static String workload(String name, String container) {
        return "{apiVersion: apps/v1, kind: Deployment, metadata: {name: " + name
                + "}, spec: {selector: {matchLabels: {app: "
                + name + "}}, template: {metadata: {labels: {app: " + name + "}}, spec: {containers: [{name: " + name
                + ", image: i" + (container.isEmpty() ? "" : ", " + container) + "}]}}}}";
    }

    private static String job(String name, String hook) {
        return "{apiVersion: batch/v1, kind: Job, metadata: {name: " + name
                + ", annotations: {storefront.jenkins.io/hook: " + hook + "}}, spec: {}}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            envFrom: [{secretRef: {name: s}}]                                          | needs the Secret 's', which is neither
            env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: missing}}}]    | needs the key 'missing' of the ConfigMap 'c'
            envFrom: [{secretRef: {name: s, optional: true}}]                          |
            env: [{name: A, valueFrom: {configMapKeyRef: {name: c, key: a}}}]          |
            """)
    void aSetNamesOnlyWhatIsThere(String container, String problem) throws Exception {
        List<Problem> problems = SetCheck.of(
                set("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: b}}\n---\n"
                        + workload("web", container)),
                EMPTY);
        if (problem == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).singleElement().satisfies(one -> assertThat(one.toString())
                    .contains(problem));
        }
    }

    @Test
    void whatCannotBeLookedAtIsNotComplainedOf() throws Exception {
        assertThat(SetCheck.of(
                        set(workload("web", "envFrom: [{secretRef: {name: s}}]")),
                        (apiVersion, kind, namespace) -> Optional.empty()))
                .isEmpty();
    }

    @Test
    void aServiceLeadsToAPortThatItsPodsHave() throws Exception {
        String service =
                "{apiVersion: v1, kind: Service, metadata: {name: web}, spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}}\n---\n";
        assertThat(SetCheck.of(
                        set(service + workload("web", "ports: [{containerPort: 8080, name: web}], readinessProbe: {}")),
                        EMPTY))
                .singleElement()
                .satisfies(one -> assertThat(one.toString()).contains("port 80 leads to 'http', and no container"));
        assertThat(SetCheck.of(set(service + workload("web", "ports: [{containerPort: 8080, name: http}]")), EMPTY))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.error()).isFalse();
                    assertThat(one.text()).contains("has no readinessProbe");
                });
    }

    @Test
    void aQuotaThatTheSetDoesNotFitIntoIsNamed() throws Exception {
        Lookup quota = (apiVersion, kind, namespace) -> Optional.of(
                kind.equals("ResourceQuota")
                        ? List.of(Map.of(
                                "metadata", Map.of("name", "q"),
                                "spec", Map.of("hard", Map.of("requests.cpu", "1")),
                                "status", Map.of("used", Map.of("requests.cpu", "600m"))))
                        : List.of());
        assertThat(SetCheck.of(set(workload("web", "resources: {requests: {cpu: 500m}}")), quota))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.toString())
                                .contains(
                                        "ResourceQuota shop/q: allows 1 requests.cpu, of which 0.6 are used, and the manifests need 0.5 more"));
        assertThat(SetCheck.of(set(workload("web", "resources: {requests: {cpu: 400m}}")), quota))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "500m,0.5", "2Ki,2048", "1k,1000", "3G,3000000000", "1Mi,1048576"})
    void quantitiesAreThoseOfTheApi(String text, String value) {
        assertThat(Quantity.of(text)).isEqualByComparingTo(value);
    }

    @Test
    void groupsFollowDependenciesAndHooks() throws Exception {
        List<Group> groups = Grouping.of(
                set(String.join(
                        "\n---\n",
                        workload("web", ""),
                        workload("cart", ""),
                        workload("stock", ""),
                        job("migrate", "before"),
                        job("warm", "after"),
                        "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}")),
                Map.of(),
                Map.of("web", List.of("cart", "stock"), "cart", List.of("gone"), "gone", List.of("stock")));
        assertThat(groups)
                .extracting(Group::name)
                .containsExactlyInAnyOrder("(needs)", "(before)", "(after)", "web", "cart", "stock");
        assertThat(after(groups, "(before)")).containsExactly("(needs)");
        assertThat(after(groups, "stock")).containsExactlyInAnyOrder("(needs)", "(before)");
        assertThat(after(groups, "cart"))
                .as("over what is not in the set")
                .containsExactlyInAnyOrder("(needs)", "(before)", "stock");
        assertThat(after(groups, "web")).contains("cart", "stock");
        assertThat(after(groups, "(after)")).contains("web", "cart", "stock");
        List<Group> back = Grouping.reversed(groups);
        assertThat(after(back, "web")).containsExactly("(needs)");
        assertThat(after(back, "stock")).contains("web", "cart");
    }

    private static List<String> after(List<Group> groups, String name) {
        return groups.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .after();
    }

    @Test
    void servicesThatDependOnEachOtherInACircleAreRefused() {
        assertThatThrownBy(() -> Grouping.of(
                        set(workload("a", "") + "\n---\n" + workload("b", "")),
                        Map.of(),
                        Map.of("a", List.of("b"), "b", List.of("a"))))
                .hasMessageContaining("in a circle: a → b → a");
    }

    @Test
    void aSetWithoutPartsIsOneGroup() throws Exception {
        assertThat(Grouping.of(set(workload("a", "") + "\n---\n" + workload("b", "")), Map.of(), Map.of()))
                .singleElement()
                .satisfies(one -> assertThat(one.objects()).hasSize(2));
    }

    @Test
    void configsAreNamedByTheirContentAndReferencesFollow() throws Exception {
        String yaml = "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: 'X'}}\n---\n"
                + workload("web", "envFrom: [{configMapRef: {name: c}}]");
        List<Manifest> one = VersionedConfigs.apply(set(yaml.replace("X", "1")));
        List<Manifest> two = VersionedConfigs.apply(set(yaml.replace("X", "2")));
        assertThat(one.get(0).name()).startsWith("c-").isNotEqualTo(two.get(0).name());
        assertThat(VersionedConfigs.apply(set(yaml.replace("X", "1")))).isEqualTo(one);
        assertThat(one.get(1).object().toString()).contains("name=" + one.get(0).name());
    }

    @Test
    void aDifferenceNamesListItemsAndHidesSecrets() throws Exception {
        Map<String, Object> before = set(workload("web", "env: [{name: A, value: '1'}, {name: B, value: '2'}]"))
                .get(0)
                .object();
        Map<String, Object> after = set(workload("web", "env: [{name: B, value: '2'}, {name: A, value: '3'}]"))
                .get(0)
                .object();
        assertThat(ObjectDiff.of(before, after))
                .extracting(FieldChange::toString)
                .containsExactly("spec.template.spec.containers[name=web].env[name=A].value: \"1\" -> \"3\"");
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {p: %s, q: eA==}}";
        assertThat(ObjectDiff.of(
                        set(secret.formatted("b2xk")).get(0).object(),
                        set(secret.formatted("bmV3")).get(0).object()))
                .extracting(FieldChange::toString)
                .containsExactly("data: 2 keys -> 2 keys (1 changed, 0 added, 0 removed)");
    }

    @Test
    void replicasAndLabelsAreSetAndSelectorsStay() throws Exception {
        Map<String, Object> object = Overrides.apply(set(workload("web", "")), Map.of("web", 3), Map.of("team", "a"))
                .get(0)
                .object();
        assertThat(Fields.number(object, "spec", "replicas")).isEqualTo(3);
        assertThat(Fields.text(object, "spec", "template", "metadata", "labels", "team"))
                .isEqualTo("a");
        assertThat(Fields.map(object, "spec", "selector", "matchLabels")).isEqualTo(Map.of("app", "web"));
        assertThatThrownBy(() -> Overrides.apply(set(workload("web", "")), Map.of("wbe", 3), Map.of()))
                .hasMessageContaining("did you mean 'web'?");
    }
}
