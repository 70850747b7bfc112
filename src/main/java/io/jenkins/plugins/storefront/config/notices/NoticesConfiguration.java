package io.jenkins.plugins.storefront.config.notices;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.settings.NoticeSettings;
import io.jenkins.plugins.storefront.delivery.shop.NoticeReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Rules of notices, and what they need. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class NoticesConfiguration extends AbstractDescribableImpl<NoticesConfiguration> {
    private List<NoticeRuleEntry> rules = new ArrayList<>();
    private List<NoticeRoleEntry> roles = new ArrayList<>();
    private List<WorkCalendarEntry> calendars = new ArrayList<>();
    private String mailDomains;
    private String fallbackChannel;

    @DataBoundConstructor
    public NoticesConfiguration() {}

    public List<NoticeRuleEntry> getRules() {
        return rules;
    }

    @DataBoundSetter
    public void setRules(List<NoticeRuleEntry> rules) {
        this.rules = kept(rules);
    }

    public List<NoticeRoleEntry> getRoles() {
        return roles;
    }

    @DataBoundSetter
    public void setRoles(List<NoticeRoleEntry> roles) {
        this.roles = kept(roles);
    }

    public List<WorkCalendarEntry> getCalendars() {
        return calendars;
    }

    @DataBoundSetter
    public void setCalendars(List<WorkCalendarEntry> calendars) {
        this.calendars = kept(calendars);
    }

    public String getMailDomains() {
        return mailDomains;
    }

    /** Domains that mail may go to, separated by commas. */
    @DataBoundSetter
    public void setMailDomains(String mailDomains) {
        this.mailDomains = NoticeTexts.orNull(mailDomains);
    }

    public String getFallbackChannel() {
        return fallbackChannel;
    }

    @DataBoundSetter
    public void setFallbackChannel(String fallbackChannel) {
        this.fallbackChannel = NoticeTexts.orNull(fallbackChannel);
    }

    /** XStream writes an {@code ArrayList}; Jenkins refuses the JDK's immutable lists (JEP-200). */
    private static <T> List<T> kept(List<T> given) {
        return given == null ? new ArrayList<>() : new ArrayList<>(given);
    }

    /** This, if it means something; null is nothing said. An {@link IllegalArgumentException} names what is wrong. */
    public static NoticesConfiguration checked(NoticesConfiguration given) {
        settings(given);
        return given;
    }

    /** As the engine wants it. */
    public static NoticeSettings settings(NoticesConfiguration given) {
        try {
            return given == null ? NoticeSettings.NONE : NoticeReader.settings(given.values(), "notices");
        } catch (DeliveryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("rules", all(rules, NoticeRuleEntry::values));
        values.put("roles", all(roles, NoticeRoleEntry::values));
        values.put("calendars", all(calendars, WorkCalendarEntry::values));
        NoticeTexts.put(values, "mailDomains", mailDomains);
        NoticeTexts.put(values, "fallbackChannel", fallbackChannel);
        return values;
    }

    private static <T> List<Map<String, Object>> all(List<T> entries, Function<T, Map<String, Object>> values) {
        return entries.stream().map(values).toList();
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("notices")
    public static final class DescriptorImpl extends Descriptor<NoticesConfiguration> {
        @Override
        public String getDisplayName() {
            return Words.text("notices");
        }
    }
}
