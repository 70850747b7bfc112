package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.Release;
import java.time.Instant;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** What people were told, or could not be told. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class NoticeRow {
    /** {@code slack} or {@code mail}. */
    @Exported
    public final String kind;

    @Exported
    public final String to;

    @Exported
    public final String title;

    @Exported
    public final String text;

    /** What the receiver called it, or null. */
    @Exported
    public final String reference;

    final Instant when;

    /** Why it was not sent, or null. */
    @Exported
    public final String failure;

    private NoticeRow(
            String kind, String to, String title, String text, String reference, Instant when, String failure) {
        this.kind = kind;
        this.to = to;
        this.title = title;
        this.text = text;
        this.reference = reference;
        this.when = when;
        this.failure = failure;
    }

    static NoticeRow of(Release.Notice notice) {
        return new NoticeRow(
                notice.kind(),
                notice.to(),
                notice.title(),
                notice.text(),
                notice.reference(),
                notice.at(),
                notice.failure());
    }

    @Exported
    public String at() {
        return Moment.iso(when);
    }

    public Date date() {
        return Moment.date(when);
    }
}
