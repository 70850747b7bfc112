package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One mail server. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class SmtpConnection extends AbstractDescribableImpl<SmtpConnection> {
    private final String name;
    private String host;
    private int port = 587;
    private SmtpSettings.Security security = SmtpSettings.Security.STARTTLS;
    private String credentialsId;
    private String from;
    private String caCertificate;

    @DataBoundConstructor
    public SmtpConnection(String name) {
        this.name = Texts.required(name, "Mail server");
    }

    public String getName() {
        return name;
    }

    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String host) {
        this.host = Texts.orNull(host);
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port;
    }

    public SmtpSettings.Security getSecurity() {
        return security;
    }

    @DataBoundSetter
    public void setSecurity(SmtpSettings.Security security) {
        this.security = security;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Texts.orNull(from);
    }

    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Texts.orNull(caCertificate);
    }

    SmtpSettings toSettings() {
        return new SmtpSettings(name, host, port, security, credentialsId, from, caCertificate);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("smtp")
    public static final class DescriptorImpl extends Descriptor<SmtpConnection> {
        @Override
        public String getDisplayName() {
            return "Mail server";
        }
    }
}
