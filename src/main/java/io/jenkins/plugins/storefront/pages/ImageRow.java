package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** An image that the run built. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class ImageRow {
    @Exported
    public final String service;

    @Exported
    public final String name;

    @Exported
    public final List<String> tags;

    @Exported
    public final String digest;

    /** In bytes, 0 if not known. */
    @Exported
    public final long size;

    /** Wall time of the build, push included. */
    @Exported
    public final long durationMillis;

    @Exported
    public final String builder;

    @Exported
    public final boolean pushed;

    /** Whether the registry held it already, so that nothing was built. */
    @Exported
    public final boolean reused;

    /** Digest of each platform's image. */
    @Exported
    public final Map<String, String> platforms;

    private ImageRow(
            String service,
            String name,
            List<String> tags,
            String digest,
            long size,
            long durationMillis,
            String builder,
            boolean pushed,
            boolean reused,
            Map<String, String> platforms) {
        this.service = service;
        this.name = name;
        this.tags = tags;
        this.digest = digest;
        this.size = size;
        this.durationMillis = durationMillis;
        this.builder = builder;
        this.pushed = pushed;
        this.reused = reused;
        this.platforms = platforms;
    }

    private static final int UNIT = 1000;

    static ImageRow of(BuiltImage image) {
        return new ImageRow(
                image.service().value(),
                image.reference().name(),
                image.tags(),
                image.digest().value(),
                image.size(),
                image.duration().toMillis(),
                image.builder(),
                image.pushed(),
                image.reused(),
                image.platforms());
    }

    public String took() {
        return Moment.took(durationMillis);
    }

    /** In decimal units as registries show them; empty if not known. */
    public String sizeText() {
        if (size <= 0) {
            return "";
        }
        return size < UNIT * UNIT
                ? String.format(Locale.ROOT, "%.0f kB", Math.max(1, size / (double) UNIT))
                : String.format(Locale.ROOT, "%.1f MB", size / (double) (UNIT * UNIT));
    }
}
