package io.jenkins.plugins.storefront.delivery.ledger;

import io.jenkins.plugins.storefront.delivery.port.Served;
import java.util.List;

/** What served in an environment before a run, by the ledger: a pure function. */
public final class ServedBefore {
    private ServedBefore() {}

    /**
     * A line per service that was there.
     *
     * @param job full name of the job whose run asks
     * @param run its number; what that run itself brought does not count
     */
    public static List<Served> of(Ledger ledger, String environment, String job, int run) {
        return ledger.slots().stream()
                .filter(slot -> slot.place().equals(environment))
                .flatMap(slot -> java.util.stream.Stream.ofNullable(of(slot, job, run)))
                .toList();
    }

    private static Served of(Slot slot, String job, int run) {
        Stay stay = slot.now() != null && is(slot.now().first(), job, run) ? slot.before() : slot.now();
        Placement failed = slot.failed() != null && is(slot.failed(), job, run) ? null : slot.failed();
        if (stay == null) {
            return failed == null ? null : new Served(slot.service(), null, failed.job(), 0, true);
        }
        Placement latest = stay.latest();
        Placement brought = is(latest, job, run) ? stay.first() : latest;
        return new Served(
                slot.service(),
                brought.commit(),
                brought.job(),
                brought.run(),
                failed != null && Placement.BY_TIME.compare(failed, brought) > 0);
    }

    private static boolean is(Placement one, String job, int run) {
        return one.job().equals(job) && one.run() == run;
    }
}
