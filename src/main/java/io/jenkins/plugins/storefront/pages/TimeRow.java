package io.jenkins.plugins.storefront.pages;

import java.time.Instant;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A row of the time line. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class TimeRow {
    /** {@code deployment}, {@code rollout} or {@code notice}. */
    @Exported
    public final String kind;

    @Exported
    public final String name;

    /** As for deployments; a notice has SUCCEEDED or FAILED. */
    @Exported
    public final String outcome;

    final Instant start;

    @Exported
    public final long durationMillis;

    /** Begin of the bar in percent of the whole width. */
    public final String left;

    /** Of the bar in percent, wide enough to be seen. */
    public final String width;

    TimeRow(String kind, String name, String outcome, Instant start, long durationMillis, String left, String width) {
        this.kind = kind;
        this.name = name;
        this.outcome = outcome;
        this.start = start;
        this.durationMillis = durationMillis;
        this.left = left;
        this.width = width;
    }

    @Exported
    public String startedAt() {
        return Moment.iso(start);
    }

    public Date startDate() {
        return Moment.date(start);
    }

    /** Empty for what takes no time. */
    public String took() {
        return kind.equals("notice") ? "" : Moment.took(durationMillis);
    }
}
