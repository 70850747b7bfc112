package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import dev.failsafe.function.CheckedSupplier;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A cluster through fabric8's generic resources, so that any kind and any custom one works. */
final class Fabric8Cluster implements Cluster {
    /** Owner of the fields that we apply (kubernetes.io/docs/reference/using-api/server-side-apply). */
    static final String FIELD_MANAGER = "storefront";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private static final Duration LONGEST_TO_SERVE = Duration.ofSeconds(30);
    private static final Duration LONGEST_TO_GO = Duration.ofMinutes(1);

    private static final RetryPolicy<Object> RETRY = RetryPolicy.builder()
            .handleIf(Fabric8Cluster::transientFailure)
            .withBackoff(Duration.ofMillis(250), Duration.ofSeconds(8))
            .withJitter(0.2)
            .withMaxRetries(6)
            .build();

    private final KubernetesClient client;
    private final String namespace;

    Fabric8Cluster(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    /** Busy, broken or unreachable for now; every call here may be done again. */
    private static boolean transientFailure(Throwable e) {
        return e instanceof KubernetesClientException refused
                && (refused.getCode() == 429
                        || refused.getCode() >= 500
                        || (refused.getCode() <= 0 && refused.getCause() instanceof java.io.IOException));
    }

    @Override
    public String defaultNamespace() {
        return namespace;
    }

    @Override
    public Map<String, Object> dryRun(Manifest manifest, boolean force) throws DeliveryException {
        return ours(manifest, force, true);
    }

    @Override
    public Map<String, Object> apply(Manifest manifest, boolean force) throws DeliveryException {
        return ours(manifest, force, false);
    }

    /** What a scaling, a restart or an undo of ours wrote is another manager's to the API server, but not to people. */
    private Map<String, Object> ours(Manifest manifest, boolean force, boolean dryRun) throws DeliveryException {
        try {
            return patch(FIELD_MANAGER, manifest, force, dryRun);
        } catch (ClusterRefusal e) {
            if (!e.isWithOurselves()) {
                throw e;
            }
            return patch(FIELD_MANAGER, manifest, true, dryRun);
        }
    }

    @Override
    public Map<String, Object> applyAnew(Manifest manifest) throws DeliveryException {
        WorkloadRef ref = manifest.ref();
        delete(ref);
        RetryPolicy<Map<String, Object>> gone = RetryPolicy.<Map<String, Object>>builder()
                .handleResultIf(Objects::nonNull)
                .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .withMaxRetries(-1)
                .withMaxDuration(LONGEST_TO_GO)
                .build();
        Map<String, Object> left =
                call(ref.toString(), ref, () -> Failsafe.with(gone).get(() -> {
                    GenericKubernetesResource found = resource(ref).get();
                    return found == null ? null : plain(found);
                }));
        if (left != null) {
            throw new DeliveryException(ref + " is being deleted for more than " + LONGEST_TO_GO.toSeconds()
                    + " s; something holds it by a finalizer");
        }
        return apply(manifest, true);
    }

    @Override
    public Map<String, Object> put(Manifest manifest) throws DeliveryException {
        GenericKubernetesResource wanted = MAPPER.convertValue(manifest.object(), GenericKubernetesResource.class);
        boolean there = manifest.object().get("metadata") instanceof Map<?, ?> metadata
                && metadata.containsKey("resourceVersion");
        try {
            return call(manifest.ref().toString(), manifest.ref(), () -> {
                var writing = (manifest.namespace() == null
                                ? kind(manifest.apiVersion(), manifest.kind())
                                : kind(manifest.apiVersion(), manifest.kind()).inNamespace(manifest.namespace()))
                        .resource(wanted); // as the manager that the client's user agent names
                return plain(there ? writing.update() : writing.create());
            });
        } catch (ClusterRefusal e) {
            if (e.isConflict()) {
                return null;
            }
            throw e;
        }
    }

    /** As another field manager would. */
    Map<String, Object> applyAs(String manager, Manifest manifest, boolean force) throws DeliveryException {
        return patch(manager, manifest, force, false);
    }

    private Map<String, Object> patch(String manager, Manifest manifest, boolean force, boolean dryRun)
            throws DeliveryException {
        GenericKubernetesResource wanted = MAPPER.convertValue(manifest.object(), GenericKubernetesResource.class);
        PatchContext.Builder how = new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(manager)
                .withForce(force);
        if (dryRun) {
            how.withDryRun(List.of("All"));
        }
        return onceServed(manifest.ref(), () -> plain(resource(manifest.ref()).patch(how.build(), wanted)));
    }

    @Override
    public Map<String, Object> get(WorkloadRef ref) throws DeliveryException {
        return onceServed(ref, () -> {
            GenericKubernetesResource found = resource(ref).get();
            return found == null ? null : plain(found);
        });
    }

    /** A kind that is defined but not served yet is waited for: discovery follows a definition by a moment. */
    private <T> T onceServed(WorkloadRef ref, CheckedSupplier<T> work) throws DeliveryException {
        RetryPolicy<T> served = RetryPolicy.<T>builder()
                .handleIf(e -> Refusals.isUnknownKind(e) && isDefined(ref))
                .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .withMaxRetries(-1)
                .withMaxDuration(LONGEST_TO_SERVE)
                .build();
        return call(ref.toString(), ref, () -> Failsafe.with(served).get(work));
    }

    private boolean isDefined(WorkloadRef ref) {
        try {
            return client
                    .genericKubernetesResources("apiextensions.k8s.io/v1", "CustomResourceDefinition")
                    .list()
                    .getItems()
                    .stream()
                    .map(Fabric8Cluster::plain)
                    .anyMatch(definition -> ref.kind().equals(Fields.text(definition, "spec", "names", "kind"))
                            && ref.apiVersion().startsWith(Fields.text(definition, "spec", "group") + "/"));
        } catch (KubernetesClientException e) {
            // Who may not look at definitions waits for none
            return false;
        }
    }

    @Override
    public void delete(WorkloadRef ref) throws DeliveryException {
        call(ref.toString(), () -> resource(ref)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete());
    }

    @Override
    public List<Map<String, Object>> list(String apiVersion, String kind, String in, Map<String, String> labels)
            throws DeliveryException {
        return call(kind + "s of " + in, () -> {
            var all = kind(apiVersion, kind).inNamespace(in);
            var items = labels.isEmpty() ? all.list() : all.withLabels(labels).list();
            return items.getItems().stream().map(Fabric8Cluster::plain).toList();
        });
    }

    @Override
    public List<String> log(String in, String pod, String container, boolean previous, int lines) {
        try {
            var source = client.pods().inNamespace(in).withName(pod).inContainer(container);
            String text = previous
                    ? source.terminated().tailingLines(lines).getLog()
                    : source.tailingLines(lines).getLog();
            return text == null ? List.of() : text.lines().toList();
        } catch (KubernetesClientException e) {
            // A container that never ran has no log; the cause stands without it
            return List.of();
        }
    }

    @Override
    public AutoCloseable follow(String in, String pod, String container, int last, Consumer<String> line) {
        String base = client.getMasterUrl().toString();
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri((base.endsWith("/") ? base : base + "/") + "api/v1/namespaces/" + in + "/pods/" + pod
                        + "/log?follow=true&container=" + container + "&tailLines=" + last)
                .build();
        Lines lines = new Lines(bytes -> line.accept(new String(bytes, StandardCharsets.UTF_8)));
        CompletableFuture<HttpResponse<AsyncBody>> asked =
                client.getHttpClient().consumeBytes(request, lines);
        asked.thenAccept(answer -> {
            if (answer.isSuccessful()) {
                answer.body().consume();
            } else {
                answer.body().cancel();
            }
        });
        return () -> {
            if (!asked.cancel(true) && !asked.isCompletedExceptionally()) {
                asked.join().body().cancel();
            }
        };
    }

    private Resource<GenericKubernetesResource> resource(WorkloadRef ref) {
        var all = kind(ref.apiVersion(), ref.kind());
        return ref.namespace() == null
                ? all.withName(ref.name())
                : all.inNamespace(ref.namespace()).withName(ref.name());
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            kind(String apiVersion, String kind) {
        return client.genericKubernetesResources(apiVersion, kind);
    }

    private static Map<String, Object> plain(GenericKubernetesResource resource) {
        return MAPPER.convertValue(resource, OBJECT);
    }

    private static <T> T call(String what, CheckedSupplier<T> work) throws DeliveryException {
        return call(what, null, work);
    }

    private static <T> T call(String what, WorkloadRef ref, CheckedSupplier<T> work) throws DeliveryException {
        try {
            return Failsafe.with(RETRY).get(work);
        } catch (KubernetesClientException e) {
            if (ref != null && Refusals.isUnknownKind(e)) {
                throw new UnknownKindException(ref);
            }
            throw Refusals.of(what, e);
        } catch (FailsafeException e) {
            if (e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new DeliveryException(what + ": " + e.getCause().getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
