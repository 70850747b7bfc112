package io.jenkins.plugins.storefront.config.notices;

import hudson.Extension;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One sentence about who is told of what. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class NoticeRuleEntry extends NoticeReceivers<NoticeRuleEntry> {
    private String topics;
    private String environments;
    private String tiers;
    private String services;
    private String calendar;
    private String digest;
    private boolean changesOnly;
    private NoticeEscalation escalation;

    @DataBoundConstructor
    public NoticeRuleEntry() {}

    public String getTopics() {
        return topics;
    }

    @DataBoundSetter
    public void setTopics(String topics) {
        this.topics = NoticeTexts.orNull(topics);
    }

    public String getEnvironments() {
        return environments;
    }

    @DataBoundSetter
    public void setEnvironments(String environments) {
        this.environments = NoticeTexts.orNull(environments);
    }

    public String getTiers() {
        return tiers;
    }

    @DataBoundSetter
    public void setTiers(String tiers) {
        this.tiers = NoticeTexts.orNull(tiers);
    }

    public String getServices() {
        return services;
    }

    @DataBoundSetter
    public void setServices(String services) {
        this.services = NoticeTexts.orNull(services);
    }

    public String getCalendar() {
        return calendar;
    }

    @DataBoundSetter
    public void setCalendar(String calendar) {
        this.calendar = NoticeTexts.orNull(calendar);
    }

    public String getDigest() {
        return digest;
    }

    @DataBoundSetter
    public void setDigest(String digest) {
        this.digest = NoticeTexts.orNull(digest);
    }

    public boolean isChangesOnly() {
        return changesOnly;
    }

    @DataBoundSetter
    public void setChangesOnly(boolean changesOnly) {
        this.changesOnly = changesOnly;
    }

    public NoticeEscalation getEscalation() {
        return escalation;
    }

    @DataBoundSetter
    public void setEscalation(NoticeEscalation escalation) {
        this.escalation = escalation;
    }

    /** As a file would have it. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        NoticeTexts.put(values, "topics", topics);
        NoticeTexts.put(values, "environments", environments);
        NoticeTexts.put(values, "tiers", tiers);
        NoticeTexts.put(values, "services", services);
        putReceivers(values);
        NoticeTexts.put(values, "calendar", calendar);
        NoticeTexts.put(values, "digest", digest);
        if (changesOnly) {
            values.put("changesOnly", true);
        }
        if (escalation != null) {
            values.put("escalation", escalation.values());
        }
        return values;
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("rule")
    public static final class DescriptorImpl extends Descriptor<NoticeRuleEntry> {
        @Override
        public String getDisplayName() {
            return Words.text("notice.rule");
        }
    }
}
