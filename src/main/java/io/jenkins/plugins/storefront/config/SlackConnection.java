package io.jenkins.plugins.storefront.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.adopted.Adopted;
import io.jenkins.plugins.storefront.adopted.SlackWorkspace;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One Slack workspace. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class SlackConnection extends AbstractDescribableImpl<SlackConnection> {
    private final String name;
    private String credentialsId;
    private String defaultChannel;
    private String apiUrl;
    private String language;
    private boolean slackPlugin;

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

    public String getLanguage() {
        return language;
    }

    /** {@code en} or {@code zh_CN}. */
    @DataBoundSetter
    public void setLanguage(String language) {
        this.language = Languages.orDefault(language);
    }

    public boolean isSlackPlugin() {
        return slackPlugin;
    }

    /** Whether the workspace is the Slack plugin's: its credential, and its channel where none is set here. */
    @DataBoundSetter
    public void setSlackPlugin(boolean slackPlugin) {
        this.slackPlugin = slackPlugin;
    }

    SlackSettings toSettings() {
        return settings(name, slackPlugin, credentialsId, defaultChannel, apiUrl, language);
    }

    private static SlackSettings settings(
            String name,
            boolean slackPlugin,
            String credentialsId,
            String defaultChannel,
            String apiUrl,
            String language) {
        String url = apiUrl == null ? SlackSettings.SLACK_API : apiUrl.endsWith("/") ? apiUrl : apiUrl + "/";
        if (!slackPlugin) {
            return new SlackSettings(name, credentialsId, defaultChannel, url, language);
        }
        Optional<SlackWorkspace> theirs = Adopted.slack();
        return new SlackSettings(
                name,
                theirs.map(SlackWorkspace::credentialsId).orElse(null),
                defaultChannel != null
                        ? defaultChannel
                        : theirs.map(SlackWorkspace::channel).orElse(null),
                url,
                language);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("slack")
    public static final class DescriptorImpl extends Descriptor<SlackConnection> {
        @Override
        public String getDisplayName() {
            return Words.text("slack");
        }

        /** Whether the form offers the Slack plugin's workspace. */
        public boolean isSlackPluginThere() {
            return Adopted.slack().isPresent();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String apiUrl, @QueryParameter String credentialsId) {
            return FormPlace.of(item)
                    .credentials(
                            Texts.orNull(apiUrl) == null ? SlackSettings.SLACK_API : apiUrl.trim(),
                            credentialsId,
                            CredentialsMatchers.instanceOf(StringCredentials.class));
        }

        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String was) {
            FormPlace place = FormPlace.of(item);
            return place.mayConfigure()
                    ? Checks.name(place, Rules.name(value), value, was, settings -> settings.slack().stream()
                            .map(SlackSettings::name)
                            .toList())
                    : FormValidation.ok();
        }

        @POST
        public ListBoxModel doFillLanguageItems() {
            return Languages.items();
        }

        @POST
        public FormValidation doCheckSlackPlugin(@AncestorInPath Item item, @QueryParameter boolean value) {
            if (!value || !FormPlace.of(item).mayConfigure()) {
                return FormValidation.ok();
            }
            return Adopted.slack()
                    .map(theirs -> theirs.credentialsId() == null
                            ? FormValidation.error(Words.text("rule.slackPlugin.empty"))
                            : theirs.botUser()
                                    ? FormValidation.ok(
                                            Words.text("check.slackPlugin", String.valueOf(theirs.channel())))
                                    : FormValidation.warning(Words.text("warn.slackPlugin.noBot")))
                    .orElseGet(() -> FormValidation.error(Words.text("rule.slackPlugin.missing")));
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter boolean slackPlugin) {
            return Texts.orNull(value) == null
                            && !slackPlugin
                            && FormPlace.of(item).mayConfigure()
                    ? FormValidation.error(Words.text("rule.slack.credential"))
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckDefaultChannel(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure() ? Checks.say(Rules.channel(value)) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckApiUrl(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure() ? Checks.say(Rules.url(value)) : FormValidation.ok();
        }

        /** Tells workspace, bot, scopes and whether the channel is there. */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String name,
                @QueryParameter boolean slackPlugin,
                @QueryParameter String credentialsId,
                @QueryParameter String defaultChannel,
                @QueryParameter String apiUrl) {
            FormPlace place = FormPlace.of(item);
            place.checkMayTest();
            return Tests.run(() -> Tests.slack(
                    place,
                    settings(
                            String.valueOf(Texts.orNull(name)),
                            slackPlugin,
                            Texts.orNull(credentialsId),
                            Texts.orNull(defaultChannel),
                            Texts.orNull(apiUrl),
                            null)));
        }
    }
}
