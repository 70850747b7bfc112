package io.jenkins.plugins.storefront.pages;

import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image as a rollout pinned it. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class PinnedImage {
    /** As the manifest has it. */
    @Exported
    public final String repository;

    /** What it became. */
    @Exported
    public final String reference;

    PinnedImage(String repository, String reference) {
        this.repository = repository;
        this.reference = reference;
    }

    /** Empty where the reference has none. */
    @Exported
    public String digest() {
        int at = reference.indexOf('@');
        return at < 0 ? "" : reference.substring(at + 1);
    }
}
