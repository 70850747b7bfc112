package io.jenkins.plugins.storefront.delivery.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is where: one {@link Slot} per place and service, immutable. It holds only what is needed to answer that, so its size
 * depends on the shop and not on the number of runs.
 *
 * @param slots by place, then service
 */
public record Ledger(List<Slot> slots) {
    private static final Comparator<Slot> ORDER =
            Comparator.comparing(Slot::place).thenComparing(Slot::service);

    public Ledger {
        slots = slots.stream().sorted(ORDER).toList();
    }

    public static Ledger empty() {
        return new Ledger(List.of());
    }

    /** The ledger with these placements taken in; taking one in twice changes nothing. */
    public Ledger with(Collection<Placement> placements) {
        Map<List<String>, Slot> all = new TreeMap<>(
                Comparator.<List<String>, String>comparing(key -> key.get(0)).thenComparing(key -> key.get(1)));
        slots.forEach(slot -> all.put(List.of(slot.place(), slot.service()), slot));
        for (Placement one : placements) {
            all.merge(
                    List.of(one.place(), one.service()),
                    Slot.empty(one.place(), one.service()).with(one),
                    (old, made) -> old.with(one));
        }
        return new Ledger(new ArrayList<>(all.values()));
    }

    /** This ledger and another: what several jobs put to the same places. */
    public Ledger merge(Ledger other) {
        return with(other.slots.stream()
                .flatMap(Slot::placements)
                .sorted(Placement.BY_TIME)
                .toList());
    }

    /** The ledger with every run's starter looked up again. */
    public Ledger startedBy(java.util.function.IntFunction<String> starterOfRun) {
        return map(one -> one.startedBy(starterOfRun.apply(one.run())));
    }

    /** The ledger as one of the job of that name: jobs are renamed and moved, files keep the old name. */
    Ledger ofJob(String job) {
        return map(one -> one.ofJob(job));
    }

    private Ledger map(UnaryOperator<Placement> change) {
        return new Ledger(slots.stream().map(slot -> slot.map(change)).toList());
    }
}
