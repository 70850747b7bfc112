package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import java.time.Instant;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A failure that nobody has acknowledged. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class OpenFailureRow {
    @Exported
    public final String id;

    /** Job and environment. */
    @Exported
    public final String subject;

    @Exported
    public final String title;

    /** Address of the run, or null. */
    @Exported
    public final String url;

    /** Whether others were told. */
    @Exported
    public final boolean escalated;

    private final Instant since;
    private final Instant due;

    private OpenFailureRow(DeskWatch watch) {
        this.id = watch.id();
        this.subject = watch.subject();
        this.title = watch.title();
        this.url = watch.url() == null || !watch.url().startsWith("http") ? null : watch.url();
        this.escalated = watch.escalatedAt() != null;
        this.since = watch.since();
        this.due = escalated ? watch.escalatedAt() : watch.due();
    }

    static OpenFailureRow of(DeskWatch watch) {
        return new OpenFailureRow(watch);
    }

    @Exported
    public String since() {
        return Moment.iso(since);
    }

    public Date sinceDate() {
        return Moment.date(since);
    }

    /** When it is, or was, escalated. */
    @Exported
    public String due() {
        return Moment.iso(due);
    }

    public Date dueDate() {
        return Moment.date(due);
    }
}
