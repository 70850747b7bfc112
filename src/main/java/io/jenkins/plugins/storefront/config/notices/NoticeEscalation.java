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

/** Who is told where nobody acknowledges a failure. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class NoticeEscalation extends AbstractDescribableImpl<NoticeEscalation> {
    private String connection;
    private String slack;
    private String mailConnection;
    private String email;
    private String roles;
    private String language;
    private int afterMinutes = 15;

    @DataBoundConstructor
    public NoticeEscalation() {}

    public String getConnection() {
        return connection;
    }

    @DataBoundSetter
    public void setConnection(String connection) {
        this.connection = NoticeTexts.orNull(connection);
    }

    public String getSlack() {
        return slack;
    }

    @DataBoundSetter
    public void setSlack(String slack) {
        this.slack = NoticeTexts.orNull(slack);
    }

    public String getMailConnection() {
        return mailConnection;
    }

    @DataBoundSetter
    public void setMailConnection(String mailConnection) {
        this.mailConnection = NoticeTexts.orNull(mailConnection);
    }

    public String getEmail() {
        return email;
    }

    @DataBoundSetter
    public void setEmail(String email) {
        this.email = NoticeTexts.orNull(email);
    }

    public String getLanguage() {
        return language;
    }

    @DataBoundSetter
    public void setLanguage(String language) {
        this.language = NoticeTexts.orNull(language);
    }

    public String getRoles() {
        return roles;
    }

    @DataBoundSetter
    public void setRoles(String roles) {
        this.roles = NoticeTexts.orNull(roles);
    }

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
        NoticeTexts.put(values, "connection", connection);
        NoticeTexts.put(values, "slack", slack);
        NoticeTexts.put(values, "mailConnection", mailConnection);
        NoticeTexts.put(values, "email", email);
        NoticeTexts.put(values, "roles", roles);
        NoticeTexts.put(values, "language", language);
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
