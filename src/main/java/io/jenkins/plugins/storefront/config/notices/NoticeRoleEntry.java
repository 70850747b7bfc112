package io.jenkins.plugins.storefront.config.notices;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** People under one name, such as oncall. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class NoticeRoleEntry extends AbstractDescribableImpl<NoticeRoleEntry> {
    private final String name;
    private String slack;
    private String email;

    @DataBoundConstructor
    public NoticeRoleEntry(String name) {
        this.name = name == null ? "" : name.trim();
    }

    public String getName() {
        return name;
    }

    public String getSlack() {
        return slack;
    }

    @DataBoundSetter
    public void setSlack(String slack) {
        this.slack = NoticeTexts.orNull(slack);
    }

    public String getEmail() {
        return email;
    }

    @DataBoundSetter
    public void setEmail(String email) {
        this.email = NoticeTexts.orNull(email);
    }

    /** As a file would have it. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        NoticeTexts.put(values, "slack", slack);
        NoticeTexts.put(values, "email", email);
        return values;
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("role")
    public static final class DescriptorImpl extends Descriptor<NoticeRoleEntry> {
        @Override
        public String getDisplayName() {
            return Words.text("notice.role");
        }
    }
}
