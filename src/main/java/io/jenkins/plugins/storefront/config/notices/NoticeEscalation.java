package io.jenkins.plugins.storefront.config.notices;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Who is told where nobody acknowledges a failure. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class NoticeEscalation extends NoticeReceivers<NoticeEscalation> {
    private int afterMinutes = 15;

    @DataBoundConstructor
    public NoticeEscalation() {}

    public int getAfterMinutes() {
        return afterMinutes;
    }

    @DataBoundSetter
    public void setAfterMinutes(int afterMinutes) {
        this.afterMinutes = afterMinutes;
    }

    /** As a file would have it. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        putReceivers(values);
        values.put("afterMinutes", afterMinutes);
        return values;
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("escalation")
    public static final class DescriptorImpl extends Descriptor<NoticeEscalation> {
        @Override
        public String getDisplayName() {
            return Words.text("notice.escalation");
        }
    }
}
