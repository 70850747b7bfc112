package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Who may change a target (a set, or a namespace where rollouts name no set): one run at a time, of whatever controller. Kept in the
 * cluster as a Lease, so that it outlives the controller and {@code kubectl get lease} shows who holds it since when. A run of this host
 * that is dead holds nothing; one of another host holds nothing once its lease has lapsed. For one thread at a time.
 */
final class TargetLock {
    /** Renewed no more often than this. */
    static final Duration RENEWAL = Duration.ofMinutes(5);

    /** What another host does not renew for so long is free; a controller's restart takes less. */
    private static final Duration LAPSE = Duration.ofMinutes(30);

    private static final int TRIES = 20;
    private static final String ANNOTATION = "storefront.jenkins.io/holder";
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DeliveryContext delivery;
    private final WorkloadRef lease;

    /** The lease as it was written last, or null: whoever holds it mostly is the one who writes it next. */
    private Map<String, Object> written;

    TargetLock(DeliveryContext delivery, String namespace, String set) {
        this.delivery = delivery;
        this.lease = new WorkloadRef(
                "coordination.k8s.io/v1", "Lease", namespace, set == null ? "storefront" : "storefront-" + set);
    }

    /**
     * Who holds a target.
     *
     * @param host of {@link Runs#host}
     * @param id of {@link Runs#id}
     * @param run for people
     * @param url of the run, or null
     * @param since ISO 8601
     * @param holds rollouts and deployments of the run that are under way
     */
    record Holder(String host, String id, String run, String url, String since, TreeSet<String> holds) {
        @Override
        public String toString() {
            return run + (url == null ? "" : " (" + url + ")") + " since " + since;
        }
    }

    /**
     * Takes the target for {@code hold}, or once more where it is held for it already.
     *
     * @return null where it is held now, else who holds it
     * @throws NamespaceMissing where the namespace comes with the set, so that there is no place for a lease yet
     */
    Holder take(Cluster cluster, String hold) throws DeliveryException {
        for (int i = 0; i < TRIES; i++) {
            Map<String, Object> there;
            try {
                there = cluster.get(lease);
            } catch (ClusterRefusal e) {
                return without(e);
            }
            Holder holder = holder(there);
            boolean ours = holder != null && isOurs(holder, hold);
            if (holder != null && !ours && isAlive(holder, there)) {
                return holder;
            }
            TreeSet<String> holds = ours ? holder.holds() : new TreeSet<>();
            holds.add(hold);
            Runs runs = delivery.runs();
            Holder next = new Holder(
                    runs.host(),
                    runs.id(),
                    delivery.run().displayName(),
                    delivery.run().url(),
                    ours ? holder.since() : now().toString(),
                    holds);
            try {
                written = cluster.put(lease(there, next));
                if (written != null) {
                    return null;
                }
            } catch (ClusterRefusal e) {
                return without(e);
            }
        }
        throw new DeliveryException(lease + " changes all the time; run the stage anew");
    }

    /** Who may not keep leases rolls out all the same, but is told. */
    private Holder without(ClusterRefusal e) throws DeliveryException {
        if (e.isForbidden()) {
            delivery.events()
                    .publish(new Remark(
                            now(),
                            true,
                            lease.toString(),
                            "cannot be kept, so other runs are not kept from changing the same objects; let this account"
                                    + " get, create and update leases"));
            return null;
        } else if (e.isNotFound()) {
            throw new NamespaceMissing(lease.namespace());
        }
        throw e;
    }

    private boolean isOurs(Holder holder, String hold) {
        Runs runs = delivery.runs();
        return holder.holds().contains(hold)
                || holder.host().equals(runs.host()) && holder.id().equals(runs.id());
    }

    private boolean isAlive(Holder holder, Map<String, Object> there) {
        Runs runs = delivery.runs();
        if (holder.host().equals(runs.host())) {
            return runs.isAlive(holder.id());
        }
        String renewed = Fields.text(there, "spec", "renewTime");
        return renewed == null || Instant.parse(renewed).plus(LAPSE).isAfter(now());
    }

    /** Renews the lease where it is still held for {@code hold}. Who may not keep leases was told when the target was taken. */
    void renew(Cluster cluster, String hold) throws DeliveryException {
        try {
            Map<String, Object> there = cluster.get(lease);
            Holder holder = holder(there);
            if (holder != null && isOurs(holder, hold)) {
                written = cluster.put(lease(there, holder));
            }
        } catch (ClusterRefusal e) {
            if (!e.isForbidden()) {
                throw e;
            }
        }
    }

    /** Ends one hold; the target is free when none is left. Done again it changes nothing. */
    void release(Cluster cluster, String hold) throws DeliveryException {
        try {
            Map<String, Object> there = written == null ? cluster.get(lease) : written;
            written = null;
            for (int i = 0; i < TRIES; i++) {
                Holder holder = holder(there);
                if (holder == null
                        || !holder.holds().remove(hold)
                        || cluster.put(lease(there, holder.holds().isEmpty() ? null : holder)) != null) {
                    return;
                }
                there = cluster.get(lease);
            }
        } catch (ClusterRefusal e) {
            if (!e.isForbidden() && !e.isNotFound()) {
                throw e;
            } // else it was never taken, or somebody deleted it
        }
    }

    /** Null where nobody holds it. */
    private static Holder holder(Map<String, Object> there) throws DeliveryException {
        String text = Fields.text(there, "metadata", "annotations", ANNOTATION);
        try {
            return text == null || text.isEmpty() ? null : MAPPER.readValue(text, Holder.class);
        } catch (JsonProcessingException e) {
            throw new DeliveryException(
                    "the holder of a lease cannot be read; delete it once no rollout is under way", e);
        }
    }

    /** The lease with that holder, at the version that it was read at. */
    private Manifest lease(Map<String, Object> there, Holder holder) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", lease.name());
        metadata.put("namespace", lease.namespace());
        if (there != null) {
            metadata.put("resourceVersion", Fields.text(there, "metadata", "resourceVersion"));
        }
        Map<String, Object> spec = new LinkedHashMap<>();
        if (holder != null) {
            try {
                metadata.put("annotations", Map.of(ANNOTATION, MAPPER.writeValueAsString(holder)));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a holder cannot be written as JSON", e);
            }
            spec.put("holderIdentity", holder.run());
            spec.put("leaseDurationSeconds", (int) LAPSE.toSeconds());
            spec.put("acquireTime", MICROS.format(Instant.parse(holder.since())));
            spec.put("renewTime", MICROS.format(now()));
        }
        return new Manifest(new LinkedHashMap<>(
                Map.of("apiVersion", lease.apiVersion(), "kind", "Lease", "metadata", metadata, "spec", spec)));
    }

    private Instant now() {
        return delivery.clock().instant();
    }
}
