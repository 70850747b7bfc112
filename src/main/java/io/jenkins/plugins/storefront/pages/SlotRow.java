package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.delivery.ledger.Slot;
import java.util.function.Function;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One service in one environment. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class SlotRow {
    @Exported
    public final String environment;

    @Exported
    public final String service;

    /** What brought the image that serves, or null. */
    @Exported
    public final Attempt came;

    /** What brought the same image again last, or null if nothing did. */
    @Exported
    public final Attempt confirmed;

    /** What served until then, or null. */
    @Exported
    public final Attempt before;

    /** What was tried in vain since, or null. */
    @Exported
    public final Attempt failed;

    private SlotRow(
            String environment, String service, Attempt came, Attempt confirmed, Attempt before, Attempt failed) {
        this.environment = environment;
        this.service = service;
        this.came = came;
        this.confirmed = confirmed;
        this.before = before;
        this.failed = failed;
    }

    static SlotRow of(Slot slot, Function<Placement, String> urls) {
        return new SlotRow(
                slot.place(),
                slot.service(),
                slot.now() == null ? null : Attempt.of(slot.now().first(), urls),
                slot.now() == null || slot.now().first().equals(slot.now().latest())
                        ? null
                        : Attempt.of(slot.now().latest(), urls),
                slot.before() == null ? null : Attempt.of(slot.before().latest(), urls),
                slot.failedSince() ? Attempt.of(slot.failed(), urls) : null);
    }
}
