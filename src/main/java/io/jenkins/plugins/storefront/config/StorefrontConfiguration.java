package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.ItemGroup;
import io.jenkins.plugins.storefront.config.notices.NoticesConfiguration;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The admin's configuration. Jenkins makes one, loads it from disk and saves it at each change; the engine gets it as immutable
 * {@link Settings}.
 */
@Extension
@Symbol("storefront")
public final class StorefrontConfiguration extends GlobalConfiguration {
    private List<ClusterConnection> clusters = new ArrayList<>();
    private List<RegistryConnection> registries = new ArrayList<>();
    private List<SlackConnection> slack = new ArrayList<>();
    private List<SmtpConnection> smtp = new ArrayList<>();
    private List<WebhookConnection> webhooks = new ArrayList<>();
    private List<ReleaseEnvironment> environments = new ArrayList<>();
    private NoticesConfiguration notices;

    /** Made by Jenkins alone. */
    public StorefrontConfiguration() {
        load();
    }

    public static StorefrontConfiguration get() {
        return ExtensionList.lookupSingleton(StorefrontConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Storefront";
    }

    /** A list whose last entry was removed is not in the form at all, so every list starts empty. */
    @Override
    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        clusters = new ArrayList<>();
        registries = new ArrayList<>();
        slack = new ArrayList<>();
        smtp = new ArrayList<>();
        webhooks = new ArrayList<>();
        environments = new ArrayList<>();
        notices = null;
        try {
            req.bindJSON(this, json);
            save();
            return true;
        } catch (RuntimeException e) {
            load(); // nothing of a form that is refused stays
            throw e;
        }
    }

    public List<ClusterConnection> getClusters() {
        return clusters;
    }

    @DataBoundSetter
    public void setClusters(List<ClusterConnection> clusters) {
        this.clusters = ConnectionLists.keep("clusters", clusters, ClusterConnection::getName);
        save();
    }

    public List<RegistryConnection> getRegistries() {
        return registries;
    }

    @DataBoundSetter
    public void setRegistries(List<RegistryConnection> registries) {
        this.registries = ConnectionLists.keep("registries", registries, RegistryConnection::getName);
        save();
    }

    public List<SlackConnection> getSlack() {
        return slack;
    }

    @DataBoundSetter
    public void setSlack(List<SlackConnection> slack) {
        this.slack = ConnectionLists.keep("slack", slack, SlackConnection::getName);
        save();
    }

    public List<SmtpConnection> getSmtp() {
        return smtp;
    }

    @DataBoundSetter
    public void setSmtp(List<SmtpConnection> smtp) {
        this.smtp = ConnectionLists.keep("smtp", smtp, SmtpConnection::getName);
        save();
    }

    public List<WebhookConnection> getWebhooks() {
        return webhooks;
    }

    @DataBoundSetter
    public void setWebhooks(List<WebhookConnection> webhooks) {
        this.webhooks = ConnectionLists.keep("webhooks", webhooks, WebhookConnection::getName);
        save();
    }

    public List<ReleaseEnvironment> getEnvironments() {
        return environments;
    }

    @DataBoundSetter
    public void setEnvironments(List<ReleaseEnvironment> environments) {
        this.environments = ConnectionLists.keep("environments", environments, ReleaseEnvironment::getName);
        save();
    }

    public NoticesConfiguration getNotices() {
        return notices;
    }

    @DataBoundSetter
    public void setNotices(NoticesConfiguration notices) {
        this.notices = NoticesConfiguration.checked(notices);
        save();
    }

    /** What the admin says. */
    public Settings toSettings() {
        return ConnectionLists.settings(clusters, registries, slack, smtp, webhooks, environments)
                .with(NoticesConfiguration.settings(notices));
    }

    /** What holds for items of that group: its folders' settings, the nearest first, and the admin's behind them. */
    public Settings settingsFor(ItemGroup<?> group) {
        return LocalSettings.around(group);
    }
}
