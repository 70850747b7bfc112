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

    private CauseRow(
            String code,
            String subject,
            String message,
            String pod,
            String container,
            Integer exitCode,
            List<String> log) {
        this.code = code;
        this.subject = subject;
        this.message = message;
        this.pod = pod;
        this.container = container;
        this.exitCode = exitCode;
        this.log = log;
    }

    static CauseRow of(FailureCause cause) {
        return new CauseRow(
                cause.code(),
                cause.subject(),
                cause.message(),
                cause.pod(),
                cause.container(),
                cause.exitCode(),
                cause.log());
    }

    /** The log as one text. */
    public String logText() {
        return String.join("\n", log);
    }
}
