package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.plan.Grouping;
import io.jenkins.plugins.storefront.delivery.plan.Marks;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The plan that takes a set, or one service of it, back to a release that served, from what the cluster keeps of its releases. */
final class SetUndo {
    private final DeliveryContext delivery;
    private final Cluster cluster;
    private final Live live;

    SetUndo(DeliveryContext delivery, Cluster cluster, Live live) {
        this.delivery = delivery;
        this.cluster = cluster;
        this.live = live;
    }

    /**
     * The plan, with what it prunes worked out.
     *
     * @param to number of the revision, a run such as {@code shop/main #12}, or null for the release before the latest
     * @param service or name of an object that alone goes back, or null for all
     */
    Draft draft(RolloutRequest request, String namespace, String to, String service) throws DeliveryException {
        String set = request.options().set();
        List<History.Revision> all = new History(cluster, namespace, set).all();
        History.Revision wanted = wanted(all, to, set, namespace);
        for (History.Revision later : all) {
            if (later.number() > wanted.number() && later.irreversible() != null) {
                Undoing.refuse(
                        delivery,
                        "the release " + later.run() + " (revision " + later.number() + ")",
                        later.irreversible(),
                        request.options().override());
            }
        }
        List<Map<String, Object>> objects = service == null ? wanted.objects() : ofService(wanted, service);
        List<Manifest> manifests = objects.stream().map(Manifest::new).toList();
        RolloutPlan plan = new RolloutPlan(
                objects,
                List.of(),
                true,
                List.of(),
                service == null ? Grouping.reversed(wanted.groups()) : List.of(),
                List.of(),
                new RolloutPlan.Target(
                        request.cluster(),
                        namespace,
                        set,
                        service,
                        service == null ? wanted.images() : wanted.imagesOf(objects),
                        Drafting.irreversible(manifests, null)),
                Map.of());
        return new Drafting(cluster, live).draft(plan, true);
    }

    private static History.Revision wanted(List<History.Revision> all, String to, String set, String namespace)
            throws DeliveryException {
        if (to == null && all.size() > 1) {
            return all.get(1);
        }
        return all.stream()
                .filter(one -> to != null
                        && (to.equals(String.valueOf(one.number()))
                                || to.equals(one.run())
                                || to.equals(one.rollout())))
                .findFirst()
                .orElseThrow(() -> new DeliveryException("the set " + set + " in the namespace " + namespace
                        + " has no release " + (to == null ? "before the latest" : "'" + to + "'")
                        + " to go back to; on record are "
                        + (all.isEmpty()
                                ? "none: roll out with set: '" + set + "' first"
                                : all.stream()
                                        .map(one -> one.number() + " (" + one.run() + ")")
                                        .collect(Collectors.joining(", ")))));
    }

    private static List<Map<String, Object>> ofService(History.Revision revision, String service)
            throws DeliveryException {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Map<String, Object> object : revision.objects()) {
            Manifest manifest = new Manifest(object);
            boolean grouped = revision.groups().stream()
                    .anyMatch(group ->
                            group.name().equals(service) && group.objects().contains(manifest.ref()));
            if (grouped || service.equals(Marks.annotation(object, Marks.SERVICE)) || service.equals(manifest.name())) {
                objects.add(object);
            }
        }
        if (objects.isEmpty()) {
            throw new DeliveryException(
                    "the release " + revision.run() + " has no service '" + service + "' and no object of that name");
        }
        return objects;
    }
}
