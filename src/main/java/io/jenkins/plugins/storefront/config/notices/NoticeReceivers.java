package io.jenkins.plugins.storefront.config.notices;

import hudson.model.AbstractDescribableImpl;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * Whom an entry of the configuration tells, and where. XStream writes these fields among those of the entry.
 *
 * @param <T> the entry
 */
public abstract class NoticeReceivers<T extends NoticeReceivers<T>> extends AbstractDescribableImpl<T> {
    private String connection;
    private String slack;
    private String mailConnection;
    private String email;
    private String roles;
    private String language;

    NoticeReceivers() {}

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

    /** As a file would have it. */
    final void putReceivers(Map<String, Object> values) {
        NoticeTexts.put(values, "connection", connection);
        NoticeTexts.put(values, "slack", slack);
        NoticeTexts.put(values, "mailConnection", mailConnection);
        NoticeTexts.put(values, "email", email);
        NoticeTexts.put(values, "roles", roles);
        NoticeTexts.put(values, "language", language);
    }
}
