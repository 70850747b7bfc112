package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState.Group;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Releases of a set that served, kept as Secrets beside its objects, as Helm keeps its own: a later run, of whatever controller, can go
 * back to one. A Secret, because a release may hold Secrets.
 */
final class History {
    /** Revisions kept; older ones go. */
    static final int KEPT = 10;

    private static final String TYPE = "storefront.jenkins.io/revision";
    private static final String BACK = "(back)";
    private static final String NUMBER = "storefront.jenkins.io/revision";

    /** Largest packed revision: a Secret takes 1 MiB. */
    private static final int LARGEST = 1_000_000;

    /** Largest unpacked revision read: what a set of manifests may be. */
    private static final int LARGEST_READ = 32 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Cluster cluster;
    private final String namespace;
    private final String set;

    History(Cluster cluster, String namespace, String set) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.set = set;
    }

    /**
     * A release that served.
     *
     * @param number 1 or more, one more each time
     * @param rollout id, unique in its run
     * @param run such as {@code shop/main #12}
     * @param at ISO 8601
     * @param objects as they were applied
     * @param irreversible why one cannot go back behind this release, or null
     */
    record Revision(
            int number,
            String rollout,
            String run,
            String at,
            List<Map<String, Object>> objects,
            List<Group> groups,
            Map<String, String> images,
            String irreversible) {
        /** Those of its images that these objects name. */
        Map<String, String> imagesOf(List<Map<String, Object>> named) {
            return named(images, named);
        }

        private static Map<String, String> named(Map<String, String> images, List<Map<String, Object>> objects) {
            String text = objects.toString();
            Map<String, String> named = new TreeMap<>(images);
            named.values().removeIf(image -> !text.contains(image));
            return named;
        }

        /** What serves after one service of it went another way, of which {@code part} was applied; what else it has stays. */
        Revision with(Revision part) {
            Map<WorkloadRef, Map<String, Object>> all = new LinkedHashMap<>();
            objects.forEach(one -> all.put(new Manifest(one).ref(), one));
            part.objects().forEach(one -> all.put(new Manifest(one).ref(), one));
            List<Map<String, Object>> whole = List.copyOf(all.values());
            Map<String, String> replaced = new TreeMap<>(images);
            replaced.putAll(part.images());
            return new Revision(
                    0,
                    part.rollout(),
                    part.run(),
                    part.at(),
                    whole,
                    with(all.keySet()),
                    named(replaced, whole),
                    part.irreversible());
        }

        /** Its groups, and one more for what is in none of them: what is in no group is not applied. */
        private List<Group> with(Set<WorkloadRef> all) {
            if (groups.isEmpty()) {
                return groups;
            }
            Set<WorkloadRef> rest = new LinkedHashSet<>(all);
            List<Group> with = new ArrayList<>();
            for (Group group : groups) {
                if (!group.name().equals(BACK)) {
                    rest.removeAll(group.objects());
                    with.add(group);
                }
            }
            if (!rest.isEmpty()) {
                with.add(new Group(BACK, List.of(), List.copyOf(rest), false));
            }
            return with;
        }
    }

    /** All that are kept, the latest first. */
    List<Revision> all() throws DeliveryException {
        List<Revision> all = new ArrayList<>();
        for (Map<String, Object> secret : cluster.list("v1", "Secret", namespace, Map.of(Marks.SET, set))) {
            if (TYPE.equals(secret.get("type"))) {
                all.add(unpacked(secret));
            }
        }
        all.sort(Comparator.comparingInt(Revision::number).reversed());
        return all;
    }

    /** Writes a revision down after the latest; done again for the same rollout it changes nothing. */
    void add(Revision revision) throws DeliveryException {
        List<Revision> before = all();
        if (before.stream()
                .anyMatch(one ->
                        one.rollout().equals(revision.rollout()) && one.run().equals(revision.run()))) {
            return;
        }
        int number = before.isEmpty() ? 1 : before.get(0).number() + 1;
        Revision numbered = new Revision(
                number,
                revision.rollout(),
                revision.run(),
                revision.at(),
                revision.objects(),
                revision.groups(),
                revision.images(),
                revision.irreversible());
        WorkloadRef ref = ref(number);
        cluster.apply(
                new Manifest(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Secret",
                        "type",
                        TYPE,
                        "metadata",
                        Map.of(
                                "name", ref.name(),
                                "namespace", namespace,
                                "labels", Map.of(Marks.SET, set, NUMBER, String.valueOf(number))),
                        "data",
                        Map.of("revision", packed(numbered)))),
                true);
        for (Revision old : before) {
            if (old.number() <= number - KEPT) {
                cluster.delete(ref(old.number()));
            }
        }
    }

    /** Takes back what a rollout wrote that was undone. */
    void forget(String rollout, String run) throws DeliveryException {
        for (Revision one : all()) {
            if (one.rollout().equals(rollout) && one.run().equals(run)) {
                cluster.delete(ref(one.number()));
            }
        }
    }

    private WorkloadRef ref(int number) {
        return new WorkloadRef("v1", "Secret", namespace, "storefront." + set + ".r" + number);
    }

    private static String packed(Revision revision) throws DeliveryException {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
                MAPPER.writeValue(zip, revision);
            }
            String text = Base64.getEncoder().encodeToString(bytes.toByteArray());
            if (bytes.size() > LARGEST) {
                throw new DeliveryException("the release is too large to be kept in the cluster ("
                        + (bytes.size() >> 10) + " KiB packed); roll out its parts as sets of their own");
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a revision cannot be written as JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written to", e);
        }
    }

    private Revision unpacked(Map<String, Object> secret) throws DeliveryException {
        String name = "Secret " + namespace + "/" + Fields.text(secret, "metadata", "name");
        try {
            byte[] bytes = Base64.getDecoder()
                    .decode(String.valueOf(Fields.text(secret, "data", "revision"))
                            .getBytes(StandardCharsets.US_ASCII));
            try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                byte[] json = zip.readNBytes(LARGEST_READ);
                return MAPPER.readValue(json, Revision.class);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DeliveryException(name + " holds no release that can be read; delete it", e);
        }
    }
}
