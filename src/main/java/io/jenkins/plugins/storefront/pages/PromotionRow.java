package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that the run copied to another repository, or tagged in its own. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class PromotionRow {
    /** Registry and repository that it came from. */
    @Exported
    public final String from;

    /** Registry and repository that it is in now; that of {@link #from} where it was only tagged. */
    @Exported
    public final String to;

    @Exported
    public final List<String> tags;

    @Exported
    public final String digest;

    private PromotionRow(String from, String to, List<String> tags, String digest) {
        this.from = from;
        this.to = to;
        this.tags = tags;
        this.digest = digest;
    }

    static PromotionRow of(PromotedImage image) {
        return new PromotionRow(
                image.from().name(),
                image.reference().name(),
                image.tags(),
                image.reference().digest().value());
    }

    /** Whether it stayed in its repository. */
    public boolean tagged() {
        return from.equals(to);
    }
}
