package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Everything the desk knows: the state of {@link DeskMachine}.
 *
 * @param seen ids of items taken lately, so that nothing is taken twice
 * @param held what waits
 * @param groups failures told lately
 * @param watches failures to be acknowledged
 * @param outgoing what the outbox does not have yet, in the order of telling
 */
public record DeskState(
        List<String> seen,
        List<DeskHeld> held,
        List<DeskGroup> groups,
        List<DeskWatch> watches,
        List<DeskOutgoing> outgoing) {
    static final DeskState EMPTY = new DeskState(List.of(), List.of(), List.of(), List.of(), List.of());

    public DeskState {
        seen = seen == null ? List.of() : List.copyOf(seen);
        held = held == null ? List.of() : List.copyOf(held);
        groups = groups == null ? List.of() : List.copyOf(groups);
        watches = watches == null ? List.of() : List.copyOf(watches);
        outgoing = outgoing == null ? List.of() : List.copyOf(outgoing);
    }

    DeskState seeing(String id, int most) {
        List<String> more = new ArrayList<>(seen);
        more.add(id);
        return new DeskState(
                more.subList(Math.max(0, more.size() - most), more.size()), held, groups, watches, outgoing);
    }

    DeskState holding(List<DeskHeld> others) {
        return new DeskState(seen, others, groups, watches, outgoing);
    }

    DeskState grouping(List<DeskGroup> others) {
        return new DeskState(seen, held, others, watches, outgoing);
    }

    DeskState watching(List<DeskWatch> others) {
        return new DeskState(seen, held, groups, others, outgoing);
    }

    /** One more to tell; it takes the place of one with the same id. */
    DeskState telling(DeskOutgoing one) {
        List<DeskOutgoing> more = without(outgoing, old -> old.id().equals(one.id()));
        more.add(one);
        return new DeskState(seen, held, groups, watches, more);
    }

    DeskState told(Set<String> ids) {
        return new DeskState(seen, held, groups, watches, without(outgoing, old -> ids.contains(old.id())));
    }

    static <T> List<T> and(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return more;
    }

    static <T> List<T> without(List<T> all, Predicate<T> which) {
        List<T> left = new ArrayList<>(all);
        left.removeIf(which);
        return left;
    }
}
