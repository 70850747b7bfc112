package io.jenkins.plugins.storefront.delivery.ledger;

import static io.jenkins.plugins.storefront.delivery.ledger.Placement.BY_TIME;

import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One service at one place.
 *
 * @param now the image that serves, or null where none was brought successfully
 * @param before the image that served until {@code now} came, or null where that is not known
 * @param failed the latest attempt that did not succeed, or null
 */
public record Slot(String place, String service, Stay now, Stay before, Placement failed) {
    static Slot empty(String place, String service) {
        return new Slot(place, service, null, null, null);
    }

    /** Whether something was tried in vain after {@link #now} came last. */
    public boolean failedSince() {
        return failed != null && (now == null || BY_TIME.compare(failed, now.latest()) > 0);
    }

    /** The slot with one more placement; the order in which placements come in does not matter for what serves now. */
    Slot with(Placement one) {
        if (!one.serves()) {
            return failed != null && BY_TIME.compare(failed, one) >= 0
                    ? this
                    : new Slot(place, service, now, before, one);
        } else if (now == null) {
            return stays(Stay.of(one), before);
        } else if (BY_TIME.compare(one, now.latest()) > 0) {
            return one.sameImage(now.latest()) ? stays(new Stay(now.first(), one), before) : stays(Stay.of(one), now);
        } else if (BY_TIME.compare(one, now.first()) >= 0) {
            return one.sameImage(now.first()) ? this : stays(Stay.of(now.latest()), Stay.of(one));
        }
        return withOlder(one);
    }

    /** Something came to light that was there before {@link #now}. */
    private Slot withOlder(Placement one) {
        boolean newest = before == null || BY_TIME.compare(one, before.latest()) > 0;
        if (one.sameImage(now.first())) {
            return newest ? stays(new Stay(one, now.latest()), before) : this;
        } else if (newest) {
            return stays(
                    now,
                    before != null && one.sameImage(before.latest()) ? new Stay(before.first(), one) : Stay.of(one));
        } else if (one.sameImage(before.first()) && BY_TIME.compare(one, before.first()) < 0) {
            return stays(now, new Stay(one, before.latest()));
        }
        return this;
    }

    private Slot stays(Stay newNow, Stay newBefore) {
        return new Slot(place, service, newNow, newBefore, failed);
    }

    /** All that it is made from, oldest first. */
    Stream<Placement> placements() {
        return parts().distinct().sorted(BY_TIME);
    }

    /** The same in no order; a part that a damaged file leaves out is null. */
    Stream<Placement> parts() {
        return Stream.concat(
                Stream.of(before, now).filter(Objects::nonNull).flatMap(stay -> Stream.of(stay.first(), stay.latest())),
                Stream.ofNullable(failed));
    }

    Slot map(UnaryOperator<Placement> change) {
        return new Slot(
                place,
                service,
                now == null ? null : now.map(change),
                before == null ? null : before.map(change),
                failed == null ? null : change.apply(failed));
    }
}
