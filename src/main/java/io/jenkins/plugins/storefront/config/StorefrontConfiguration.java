package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * The admin's configuration. Jenkins makes one, loads it from disk and saves it at each change; the engine gets it as immutable
 * {@link Settings}.
 */
@Extension
@Symbol("storefront")
public final class StorefrontConfiguration extends GlobalConfiguration {
    private List<ClusterConnection> clusters = List.of();
    private List<RegistryConnection> registries = List.of();
    private List<SlackConnection> slack = List.of();
    private List<SmtpConnection> smtp = List.of();
    private List<ReleaseEnvironment> environments = List.of();

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

    public List<ClusterConnection> getClusters() {
        return clusters;
    }

    @DataBoundSetter
    public void setClusters(List<ClusterConnection> clusters) {
        this.clusters = clusters == null ? List.of() : List.copyOf(clusters);
        save();
    }

    public List<RegistryConnection> getRegistries() {
        return registries;
    }

    @DataBoundSetter
    public void setRegistries(List<RegistryConnection> registries) {
        this.registries = registries == null ? List.of() : List.copyOf(registries);
        save();
    }

    public List<SlackConnection> getSlack() {
        return slack;
    }

    @DataBoundSetter
    public void setSlack(List<SlackConnection> slack) {
        this.slack = slack == null ? List.of() : List.copyOf(slack);
        save();
    }

    public List<SmtpConnection> getSmtp() {
        return smtp;
    }

    @DataBoundSetter
    public void setSmtp(List<SmtpConnection> smtp) {
        this.smtp = smtp == null ? List.of() : List.copyOf(smtp);
        save();
    }

    public List<ReleaseEnvironment> getEnvironments() {
        return environments;
    }

    @DataBoundSetter
    public void setEnvironments(List<ReleaseEnvironment> environments) {
        this.environments = environments == null ? List.of() : List.copyOf(environments);
        save();
    }

    /** What the engine works with; a copy, so later changes do not reach deliveries under way. */
    public Settings toSettings() {
        return new Settings(
                registries.stream().map(RegistryConnection::toSettings).toList(),
                slack.stream().map(SlackConnection::toSettings).toList(),
                smtp.stream().map(SmtpConnection::toSettings).toList(),
                environments.stream().map(ReleaseEnvironment::toSettings).toList(),
                clusters.stream().map(ClusterConnection::toSettings).toList());
    }
}
