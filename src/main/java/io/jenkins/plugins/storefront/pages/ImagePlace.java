package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.delivery.ledger.Slot;
import io.jenkins.plugins.storefront.delivery.ledger.Stay;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Where an image was put since it was built, by whichever job. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class ImagePlace {
    /** Name of the environment, or cluster and namespace. */
    @Exported
    public final String environment;

    /** {@code serves}, {@code served} or {@code failed}. */
    @Exported
    public final String state;

    /** The run that put it there last. */
    @Exported
    public final Attempt by;

    private final Kind kind;
    private final Placement placement;

    /** What counts most first. */
    private enum Kind {
        SERVES,
        SERVED,
        FAILED;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private ImagePlace(Kind kind, Placement placement, Function<Placement, String> urls) {
        this.environment = placement.place();
        this.state = kind.word();
        this.by = Attempt.of(placement, urls);
        this.kind = kind;
        this.placement = placement;
    }

    /**
     * The places of images of this digest, by environment.
     *
     * @param ledgers one for each job that counts
     * @param urls of runs, null where they were deleted
     */
    static List<ImagePlace> of(Collection<Ledger> ledgers, String digest, Function<Placement, String> urls) {
        Map<String, ImagePlace> places = new TreeMap<>();
        for (Ledger ledger : ledgers) {
            for (Slot slot : ledger.slots()) {
                ImagePlace found = in(slot, ledgers, digest, urls);
                if (found != null) {
                    places.merge(slot.place(), found, ImagePlace::best);
                }
            }
        }
        return List.copyOf(places.values());
    }

    private static ImagePlace in(
            Slot slot, Collection<Ledger> ledgers, String digest, Function<Placement, String> urls) {
        if (is(slot.now(), digest)) {
            Placement one = slot.now().latest();
            return new ImagePlace(replaced(one, ledgers) ? Kind.SERVED : Kind.SERVES, one, urls);
        } else if (is(slot.before(), digest)) {
            return new ImagePlace(Kind.SERVED, slot.before().latest(), urls);
        } else if (slot.failed() != null && slot.failed().digest().equals(digest)) {
            return new ImagePlace(Kind.FAILED, slot.failed(), urls);
        }
        return null;
    }

    private static boolean is(Stay stay, String digest) {
        return stay != null && stay.latest().digest().equals(digest);
    }

    /**
     * Whether another job has put another image of the same repository there since. Services of the same name in one environment may be
     * two shops' own, which do not take each other's place; one that moves to another repository is shown twice.
     */
    private static boolean replaced(Placement one, Collection<Ledger> ledgers) {
        return ledgers.stream()
                .flatMap(ledger -> ledger.slots().stream())
                .filter(slot -> slot.now() != null
                        && slot.place().equals(one.place())
                        && slot.service().equals(one.service()))
                .map(slot -> slot.now().latest())
                .anyMatch(other -> other.at().isAfter(one.at())
                        && !other.digest().equals(one.digest())
                        && repository(other).equals(repository(one)));
    }

    private static String repository(Placement placement) {
        String name = placement.reference().replaceFirst("@.*", "");
        int colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
    }

    private static ImagePlace best(ImagePlace one, ImagePlace other) {
        int order = one.kind.compareTo(other.kind);
        return order < 0 || order == 0 && !other.placement.at().isAfter(one.placement.at()) ? one : other;
    }
}
