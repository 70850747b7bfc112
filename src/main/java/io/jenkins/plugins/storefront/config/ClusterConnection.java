package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One Kubernetes cluster that releases can be rolled out to; see {@link ClusterSettings} for what the fields mean together. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class ClusterConnection extends AbstractDescribableImpl<ClusterConnection> {
    private final String name;
    private String kubernetesCloud;
    private String serverUrl;
    private String caCertificate;
    private boolean skipTlsVerify;
    private String credentialsId;
    private String context;
    private String namespace;

    @DataBoundConstructor
    public ClusterConnection(String name) {
        this.name = Texts.required(name, "Cluster");
    }

    public String getName() {
        return name;
    }

    public String getKubernetesCloud() {
        return kubernetesCloud;
    }

    @DataBoundSetter
    public void setKubernetesCloud(String kubernetesCloud) {
        this.kubernetesCloud = Texts.orNull(kubernetesCloud);
    }

    public String getServerUrl() {
        return serverUrl;
    }

    @DataBoundSetter
    public void setServerUrl(String serverUrl) {
        this.serverUrl = Texts.orNull(serverUrl);
    }

    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Texts.orNull(caCertificate);
    }

    public boolean isSkipTlsVerify() {
        return skipTlsVerify;
    }

    @DataBoundSetter
    public void setSkipTlsVerify(boolean skipTlsVerify) {
        this.skipTlsVerify = skipTlsVerify;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    public String getContext() {
        return context;
    }

    @DataBoundSetter
    public void setContext(String context) {
        this.context = Texts.orNull(context);
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Texts.orNull(namespace);
    }

    ClusterSettings toSettings() {
        return new ClusterSettings(
                name, kubernetesCloud, serverUrl, caCertificate, skipTlsVerify, credentialsId, context, namespace);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("cluster")
    public static final class DescriptorImpl extends Descriptor<ClusterConnection> {
        @Override
        public String getDisplayName() {
            return "Cluster";
        }
    }
}
