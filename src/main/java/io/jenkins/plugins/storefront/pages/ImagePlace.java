package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.Slot;
import io.jenkins.plugins.storefront.delivery.ledger.Stay;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Where an image was put since it was built. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class ImagePlace {
    /** Name of the environment, or cluster and namespace. */
    @Exported
    public final String environment;

    /** {@code serves}, {@code served} or {@code failed}. */
    @Exported
    public final String state;

    private ImagePlace(String environment, String state) {
        this.environment = environment;
        this.state = state;
    }

    /** The places of an image of this digest, by environment. */
    static List<ImagePlace> of(Ledger ledger, String digest) {
        List<ImagePlace> places = new ArrayList<>();
        for (Slot slot : ledger.slots()) {
            if (is(slot.now(), digest)) {
                places.add(new ImagePlace(slot.place(), "serves"));
            } else if (is(slot.before(), digest)) {
                places.add(new ImagePlace(slot.place(), "served"));
            } else if (slot.failed() != null && slot.failed().digest().equals(digest)) {
                places.add(new ImagePlace(slot.place(), "failed"));
            }
        }
        return places;
    }

    private static boolean is(Stay stay, String digest) {
        return stay != null && stay.latest().digest().equals(digest);
    }
}
