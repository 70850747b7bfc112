package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.ExtensionList;
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
    private List<ReleaseEnvironment> environments = new ArrayList<>();

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
        environments = new ArrayList<>();
        req.bindJSON(this, json);
        save();
        return true;
    }

    public List<ClusterConnection> getClusters() {
        return clusters;
    }

    @DataBoundSetter
    public void setClusters(List<ClusterConnection> clusters) {
        this.clusters = copy(clusters);
        save();
    }

    public List<RegistryConnection> getRegistries() {
        return registries;
    }

    @DataBoundSetter
    public void setRegistries(List<RegistryConnection> registries) {
        this.registries = copy(registries);
        save();
    }

    public List<SlackConnection> getSlack() {
        return slack;
    }

    @DataBoundSetter
    public void setSlack(List<SlackConnection> slack) {
        this.slack = copy(slack);
        save();
    }

    public List<SmtpConnection> getSmtp() {
        return smtp;
    }

    @DataBoundSetter
    public void setSmtp(List<SmtpConnection> smtp) {
        this.smtp = copy(smtp);
        save();
    }

    public List<ReleaseEnvironment> getEnvironments() {
        return environments;
    }

    @DataBoundSetter
    public void setEnvironments(List<ReleaseEnvironment> environments) {
        this.environments = copy(environments);
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

    /** XStream writes an {@code ArrayList}; Jenkins refuses the JDK's immutable lists (JEP-200). */
    private static <T> List<T> copy(List<T> given) {
        return given == null ? new ArrayList<>() : new ArrayList<>(given);
    }
}
