package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parts a set into groups that are rolled out one after another or side by side: what others need, hooks before, each service after
 * those that it depends on, hooks after. A group begins when all objects of those before it serve.
 */
public final class Grouping {
    private static final String NEEDS = "(needs)";
    private static final String BEFORE = "(before)";
    private static final String REST = "(rest)";
    private static final String AFTER = "(after)";

    private final Map<WorkloadRef, String> services;
    private final Map<String, Set<String>> dependsOn = new TreeMap<>();
    private final Map<String, List<WorkloadRef>> members = new LinkedHashMap<>();

    private Grouping(Map<WorkloadRef, String> services) {
        this.services = services;
    }

    /**
     * Groups that name all objects of the set, each once.
     *
     * @param set in the order of application, with namespaces
     * @param services of objects as they were written (with or without a namespace)
     * @param dependsOn service to those that serve before it; what is not in the set is left out, and what it depends on is not
     * @throws DeliveryException naming a circle
     */
    public static List<Group> of(
            List<Manifest> set, Map<WorkloadRef, String> services, Map<String, List<String>> dependsOn)
            throws DeliveryException {
        Grouping grouping = new Grouping(services);
        dependsOn.forEach((service, needed) -> grouping.needs(service).addAll(needed));
        for (Manifest manifest : set) {
            String wanted = Marks.annotation(manifest.object(), Marks.DEPENDS_ON);
            if (wanted != null) {
                String service = grouping.explicit(manifest);
                Set<String> needs = grouping.needs(service == null ? manifest.name() : service);
                Arrays.stream(wanted.split(","))
                        .map(String::trim)
                        .filter(name -> !name.isEmpty())
                        .forEach(needs::add);
            }
        }
        boolean hooked = set.stream().anyMatch(one -> Hooks.BEFORE.equals(Hooks.when(one)));
        for (Manifest manifest : set) {
            grouping.members
                    .computeIfAbsent(grouping.group(manifest, hooked), name -> new ArrayList<>())
                    .add(manifest.ref());
        }
        return grouping.groups();
    }

    private Set<String> needs(String service) {
        return dependsOn.computeIfAbsent(service, name -> new TreeSet<>());
    }

    private String explicit(Manifest manifest) {
        String named = Marks.annotation(manifest.object(), Marks.SERVICE);
        if (named != null) {
            return named;
        }
        WorkloadRef ref = manifest.ref();
        String service = services.get(ref);
        return service != null
                ? service
                : services.get(new WorkloadRef(ref.apiVersion(), ref.kind(), null, ref.name()));
    }

    private String group(Manifest manifest, boolean hooked) {
        String hook = Hooks.when(manifest);
        if (hook != null) {
            return hook.equals(Hooks.BEFORE) ? BEFORE : AFTER;
        }
        boolean needed = Manifests.isNeededByWorkloads(manifest.kind());
        if (needed && (hooked || manifest.namespace() == null)) {
            return NEEDS;
        }
        String service = explicit(manifest);
        if (service != null) {
            return service;
        }
        boolean declared = dependsOn.containsKey(manifest.name())
                || dependsOn.values().stream().anyMatch(names -> names.contains(manifest.name()));
        return declared && !needed ? manifest.name() : needed ? NEEDS : REST;
    }

    private List<Group> groups() throws DeliveryException {
        boolean hooks = members.containsKey(BEFORE) || members.containsKey(AFTER);
        boolean parts = members.keySet().stream().anyMatch(name -> !name.startsWith("("));
        if (!hooks && !parts) {
            return List.of(new Group(
                    "all",
                    List.of(),
                    members.values().stream().flatMap(Collection::stream).toList(),
                    false));
        }
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, List<WorkloadRef>> member : members.entrySet()) {
            Set<String> after = new LinkedHashSet<>();
            switch (member.getKey()) {
                case NEEDS -> {}
                case BEFORE -> after.add(NEEDS);
                case AFTER -> after.addAll(members.keySet());
                case REST -> after.addAll(List.of(NEEDS, BEFORE));
                default -> {
                    after.addAll(List.of(NEEDS, BEFORE));
                    closure(member.getKey(), after, new ArrayList<>());
                }
            }
            after.remove(member.getKey());
            after.retainAll(members.keySet());
            groups.add(new Group(member.getKey(), List.copyOf(after), member.getValue(), false));
        }
        return groups;
    }

    private void closure(String service, Set<String> into, List<String> path) throws DeliveryException {
        if (path.contains(service)) {
            throw new DeliveryException("services depend on each other in a circle: "
                    + String.join(" → ", path.subList(path.indexOf(service), path.size())) + " → " + service);
        }
        path.add(service);
        for (String needed : dependsOn.getOrDefault(service, Set.of())) {
            closure(needed, into, path);
            into.add(needed);
        }
        path.remove(path.size() - 1);
    }

    /** The order of an undo: services in reverse, what others need first as ever, and no hooks. */
    public static List<Group> reversed(List<Group> groups) {
        List<Group> reversed = new ArrayList<>();
        for (Group group : groups) {
            if (group.name().equals(BEFORE) || group.name().equals(AFTER)) {
                continue;
            }
            Set<String> after = new LinkedHashSet<>();
            boolean service = !group.name().startsWith("(");
            for (Group other : groups) {
                if (service && !other.name().startsWith("(") && other.after().contains(group.name())
                        || !group.name().equals(NEEDS) && other.name().equals(NEEDS)) {
                    after.add(other.name());
                }
            }
            reversed.add(new Group(group.name(), List.copyOf(after), group.objects(), false));
        }
        return reversed;
    }
}
