package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** One Slack workspace. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class SlackConnection extends AbstractDescribableImpl<SlackConnection> {
    private final String name;
    private String credentialsId;
    private String defaultChannel;
    private String apiUrl;

    @DataBoundConstructor
    public SlackConnection(String name) {
        this.name = Texts.required(name, "Slack workspace");
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

    public String getDefaultChannel() {
        return defaultChannel;
    }

    @DataBoundSetter
    public void setDefaultChannel(String defaultChannel) {
        this.defaultChannel = Texts.orNull(defaultChannel);
    }

    public String getApiUrl() {
        return apiUrl;
    }

    @DataBoundSetter
    public void setApiUrl(String apiUrl) {
        this.apiUrl = Texts.orNull(apiUrl);
    }

    SlackSettings toSettings() {
        return new SlackSettings(
                name, credentialsId, defaultChannel, apiUrl == null ? SlackSettings.SLACK_API : apiUrl);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("slack")
    public static final class DescriptorImpl extends Descriptor<SlackConnection> {
        @Override
        public String getDisplayName() {
            return "Slack workspace";
        }
    }
}
