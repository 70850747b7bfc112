package io.jenkins.plugins.storefront.config.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import hudson.Extension;
import io.jenkins.plugins.storefront.config.ClusterConnection;
import io.jenkins.plugins.storefront.config.ConnectionLists;
import io.jenkins.plugins.storefront.config.RegistryConnection;
import io.jenkins.plugins.storefront.config.ReleaseEnvironment;
import io.jenkins.plugins.storefront.config.SlackConnection;
import io.jenkins.plugins.storefront.config.SmtpConnection;
import io.jenkins.plugins.storefront.config.WebhookConnection;
import io.jenkins.plugins.storefront.config.notices.NoticesConfiguration;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What a folder adds for the jobs in it, kept in the folder's {@code config.xml}. Names that a parent or the admin uses too mean the
 * folder's own here. Changed by who may configure the folder, with credentials of this folder, its parents and Jenkins.
 */
public final class StorefrontFolderProperty extends AbstractFolderProperty<AbstractFolder<?>> {
    private List<ClusterConnection> clusters = new ArrayList<>();
    private List<RegistryConnection> registries = new ArrayList<>();
    private List<SlackConnection> slack = new ArrayList<>();
    private List<SmtpConnection> smtp = new ArrayList<>();
    private List<WebhookConnection> webhooks = new ArrayList<>();
    private List<ReleaseEnvironment> environments = new ArrayList<>();
    private NoticesConfiguration notices;

    @DataBoundConstructor
    public StorefrontFolderProperty() {}

    /** Called by XStream: what an earlier version wrote has fewer lists. */
    private Object readResolve() {
        webhooks = webhooks == null ? new ArrayList<>() : webhooks;
        return this;
    }

    public List<ClusterConnection> getClusters() {
        return clusters;
    }

    @DataBoundSetter
    public void setClusters(List<ClusterConnection> clusters) {
        this.clusters = ConnectionLists.keep("clusters", clusters, ClusterConnection::getName);
    }

    public List<RegistryConnection> getRegistries() {
        return registries;
    }

    @DataBoundSetter
    public void setRegistries(List<RegistryConnection> registries) {
        this.registries = ConnectionLists.keep("registries", registries, RegistryConnection::getName);
    }

    public List<SlackConnection> getSlack() {
        return slack;
    }

    @DataBoundSetter
    public void setSlack(List<SlackConnection> slack) {
        this.slack = ConnectionLists.keep("slack", slack, SlackConnection::getName);
    }

    public List<SmtpConnection> getSmtp() {
        return smtp;
    }

    @DataBoundSetter
    public void setSmtp(List<SmtpConnection> smtp) {
        this.smtp = ConnectionLists.keep("smtp", smtp, SmtpConnection::getName);
    }

    public List<WebhookConnection> getWebhooks() {
        return webhooks;
    }

    @DataBoundSetter
    public void setWebhooks(List<WebhookConnection> webhooks) {
        this.webhooks = ConnectionLists.keep("webhooks", webhooks, WebhookConnection::getName);
    }

    public List<ReleaseEnvironment> getEnvironments() {
        return environments;
    }

    @DataBoundSetter
    public void setEnvironments(List<ReleaseEnvironment> environments) {
        this.environments = ConnectionLists.keep("environments", environments, ReleaseEnvironment::getName);
    }

    public NoticesConfiguration getNotices() {
        return notices;
    }

    @DataBoundSetter
    public void setNotices(NoticesConfiguration notices) {
        this.notices = NoticesConfiguration.checked(notices);
    }

    Settings toSettings() {
        return ConnectionLists.settings(clusters, registries, slack, smtp, webhooks, environments)
                .with(NoticesConfiguration.settings(notices));
    }

    /** Names it in a folder's configuration. */
    @Extension(optional = true)
    @Symbol("storefront")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @Override
        public String getDisplayName() {
            return "Storefront";
        }
    }
}
