package io.jenkins.plugins.storefront.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One webhook of a chat or a program. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class WebhookConnection extends AbstractDescribableImpl<WebhookConnection> {
    private final String name;
    private WebhookSettings.Kind kind = WebhookSettings.Kind.TEAMS;
    private String credentialsId;
    private String signingCredentialsId;
    private String language;

    @DataBoundConstructor
    public WebhookConnection(String name) {
        this.name = Texts.required(name, "Webhook");
    }

    public String getName() {
        return name;
    }

    public WebhookSettings.Kind getKind() {
        return kind;
    }

    @DataBoundSetter
    public void setKind(WebhookSettings.Kind kind) {
        this.kind = kind;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    /** Id of a secret text with the address. */
    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    public String getSigningCredentialsId() {
        return signingCredentialsId;
    }

    /** Id of a secret text with the key of the signature. */
    @DataBoundSetter
    public void setSigningCredentialsId(String signingCredentialsId) {
        this.signingCredentialsId = Texts.orNull(signingCredentialsId);
    }

    public String getLanguage() {
        return language;
    }

    /** {@code en} or {@code zh_CN}. */
    @DataBoundSetter
    public void setLanguage(String language) {
        this.language = Languages.orDefault(language);
    }

    WebhookSettings toSettings() {
        return new WebhookSettings(name, kind, credentialsId, signingCredentialsId, language);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("webhook")
    public static final class DescriptorImpl extends Descriptor<WebhookConnection> {
        @Override
        public String getDisplayName() {
            return Words.text("webhook");
        }

        /** What a choice is called. */
        public String label(WebhookSettings.Kind kind) {
            return Words.text("webhook." + kind.name());
        }

        @POST
        public ListBoxModel doFillLanguageItems() {
            return Languages.items();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return texts(item, credentialsId);
        }

        @POST
        public ListBoxModel doFillSigningCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String signingCredentialsId) {
            return texts(item, signingCredentialsId);
        }

        private static ListBoxModel texts(Item item, String chosen) {
            return FormPlace.of(item).credentials("", chosen, CredentialsMatchers.instanceOf(StringCredentials.class));
        }

        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String was) {
            FormPlace place = FormPlace.of(item);
            return place.mayConfigure()
                    ? Checks.name(place, Rules.name(value), value, was, settings -> settings.webhooks().stream()
                            .map(WebhookSettings::name)
                            .toList())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckCredentialsId(@AncestorInPath Item item, @QueryParameter String value) {
            return Texts.orNull(value) == null && FormPlace.of(item).mayConfigure()
                    ? FormValidation.error(Words.text("rule.webhook.credential"))
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSigningCredentialsId(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String kind) {
            if (!FormPlace.of(item).mayConfigure()) {
                return FormValidation.ok();
            }
            boolean given = Texts.orNull(value) != null;
            return switch (String.valueOf(kind)) {
                case "JSON" -> given ? FormValidation.ok() : FormValidation.error(Words.text("rule.webhook.key"));
                case "DINGTALK", "FEISHU" ->
                    given ? FormValidation.ok() : FormValidation.warning(Words.text("warn.webhook.noKey"));
                case "TEAMS", "WECOM" ->
                    given ? FormValidation.warning(Words.text("warn.webhook.unsigned")) : FormValidation.ok();
                default -> FormValidation.ok();
            };
        }
    }
}
