package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One image registry. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class RegistryConnection extends AbstractDescribableImpl<RegistryConnection> {
    private final String name;
    private String credentialsId;
    private boolean plainHttp;
    private String caCertificate;

    @DataBoundConstructor
    public RegistryConnection(String name) {
        this.name = Texts.required(name, "Registry");
    }

    public String getName() {
        return name;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    public boolean isPlainHttp() {
        return plainHttp;
    }

    @DataBoundSetter
    public void setPlainHttp(boolean plainHttp) {
        this.plainHttp = plainHttp;
    }

    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Texts.orNull(caCertificate);
    }

    RegistrySettings toSettings() {
        return new RegistrySettings(name, credentialsId, plainHttp, caCertificate);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("registry")
    public static final class DescriptorImpl extends Descriptor<RegistryConnection> {
        @Override
        public String getDisplayName() {
            return "Registry";
        }
    }
}
