package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Why a rollout failed, as {@link FailureCause} has it. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class CauseRow {
    @Exported
    public final String code;

    @Exported
    public final String subject;

    @Exported
    public final String message;

    @Exported
    public final String pod;

    @Exported
    public final String container;

    @Exported
    public final Integer exitCode;

    @Exported
    public final List<String> log;

    @Exported
    public final List<String> events;

    @Exported
    public final List<String> changes;

    @Exported
    public final String advice;

    private CauseRow(FailureCause cause) {
        this.code = cause.code();
        this.subject = cause.subject();
        this.message = cause.message();
        this.pod = cause.pod();
        this.container = cause.container();
        this.exitCode = cause.exitCode();
        this.log = cause.log();
        this.events = cause.events();
        this.changes = cause.changes();
        this.advice = cause.advice();
    }

    static CauseRow of(FailureCause cause) {
        return new CauseRow(cause);
    }

    /** The log as one text. */
    public String logText() {
        return String.join("\n", log);
    }
}
