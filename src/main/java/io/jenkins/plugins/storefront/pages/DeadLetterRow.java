package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import java.time.Instant;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A notice that was refused or given up. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class DeadLetterRow {
    @Exported
    public final String id;

    /** {@code slack}, {@code mail} or {@code webhook}. */
    @Exported
    public final String kind;

    @Exported
    public final String to;

    /** The run that told it, such as {@code shop/main#12}. */
    @Exported
    public final String run;

    /** Why it was not sent, and what to do. */
    @Exported
    public final String reason;

    private final Instant when;

    private DeadLetterRow(String id, String kind, String to, String run, String reason, Instant when) {
        this.id = id;
        this.kind = kind;
        this.to = to;
        this.run = run;
        this.reason = reason;
        this.when = when;
    }

    static DeadLetterRow of(OutboxReceipt receipt) {
        return new DeadLetterRow(
                receipt.notice().id(),
                receipt.notice().kind(),
                receipt.notice().to(),
                receipt.notice().origin(),
                receipt.reason(),
                receipt.notice().createdAt());
    }

    @Exported
    public String at() {
        return Moment.iso(when);
    }

    public Date date() {
        return Moment.date(when);
    }
}
