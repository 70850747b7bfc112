package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.delivery.ledger.Slot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What is where, as a table: a pure function of a ledger.
 *
 * @param environments column headings
 * @param services rows, by name
 */
public record DeploymentsPage(List<String> environments, List<ServiceRow> services) {
    /**
     * One service in every environment.
     *
     * @param cells as many as there are environments; null where the service never was
     */
    public record ServiceRow(String name, List<SlotRow> cells) {}

    /**
     * Lays a ledger out.
     *
     * @param known environments in the order in which the admin has them; others follow by name
     * @param urls of runs, null where they were deleted
     */
    static DeploymentsPage of(Ledger ledger, List<String> known, Function<Placement, String> urls) {
        List<String> environments = ledger.slots().stream()
                .map(Slot::place)
                .distinct()
                .sorted(Comparator.comparingInt((String place) -> rank(known, place))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<ServiceRow> services = new ArrayList<>();
        for (String service :
                ledger.slots().stream().map(Slot::service).distinct().sorted().toList()) {
            services.add(new ServiceRow(
                    service,
                    environments.stream()
                            .map(place -> ledger.slots().stream()
                                    .filter(slot -> slot.service().equals(service)
                                            && slot.place().equals(place))
                                    .map(slot -> SlotRow.of(slot, urls))
                                    .findFirst()
                                    .orElse(null))
                            .toList()));
        }
        return new DeploymentsPage(environments, services);
    }

    /** All cells that hold something, by service, then environment. */
    List<SlotRow> slots() {
        return services.stream()
                .flatMap(row -> row.cells().stream())
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private static int rank(List<String> known, String place) {
        int at = known.indexOf(place);
        return at < 0 ? known.size() : at;
    }
}
