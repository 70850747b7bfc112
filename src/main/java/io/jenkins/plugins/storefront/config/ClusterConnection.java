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
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import java.time.Clock;
import java.util.List;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

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
            return Words.text("cluster");
        }

        @POST
        public ListBoxModel doFillKubernetesCloudItems(
                @AncestorInPath Item item, @QueryParameter String kubernetesCloud) {
            FormPlace place = FormPlace.of(item);
            ListBoxModel model = new ListBoxModel();
            model.add(Words.text("cluster.noCloud"), "");
            List<String> clouds = place.mayConfigure() ? Adopted.clouds(place.group()) : List.of();
            clouds.forEach(model::add);
            String chosen = Texts.orNull(kubernetesCloud);
            if (chosen != null && !clouds.contains(chosen)) {
                model.add(chosen);
            }
            return model;
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String serverUrl, @QueryParameter String credentialsId) {
            return FormPlace.of(item)
                    .credentials(
                            serverUrl,
                            credentialsId,
                            CredentialsMatchers.anyOf(
                                    CredentialsMatchers.instanceOf(FileCredentials.class),
                                    AuthenticationTokens.matcher(KubernetesAuth.class)));
        }

        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String was) {
            FormPlace place = FormPlace.of(item);
            return place.mayConfigure()
                    ? Checks.name(place, Rules.name(value), value, was, settings -> settings.clusters().stream()
                            .map(ClusterSettings::name)
                            .toList())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckServerUrl(
                @AncestorInPath Item item,
                @QueryParameter String value,
                @QueryParameter String kubernetesCloud,
                @QueryParameter String credentialsId) {
            FormPlace place = FormPlace.of(item);
            if (!place.mayConfigure()) {
                return FormValidation.ok();
            }
            boolean nothing = Texts.orNull(value) == null
                    && Texts.orNull(kubernetesCloud) == null
                    && Texts.orNull(credentialsId) == null;
            if (nothing) {
                return place.isFolder()
                        ? FormValidation.error(Words.text("rule.cluster.inFolder"))
                        : FormValidation.ok(Words.text("check.cluster.inCluster"));
            }
            return Texts.orNull(value) != null && Texts.orNull(kubernetesCloud) != null
                    ? FormValidation.warning(Words.text("warn.cluster.both"))
                    : Checks.say(Rules.url(value));
        }

        @POST
        public FormValidation doCheckCaCertificate(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure()
                    ? Checks.certificates(value, Clock.systemUTC())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSkipTlsVerify(@AncestorInPath Item item, @QueryParameter boolean value) {
            return value && FormPlace.of(item).mayConfigure()
                    ? FormValidation.warning(Words.text("warn.cluster.skipTls"))
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure() ? Checks.say(Rules.namespace(value)) : FormValidation.ok();
        }

        /** Tells the server's version and whether the account may roll out. */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String name,
                @QueryParameter String kubernetesCloud,
                @QueryParameter String serverUrl,
                @QueryParameter String caCertificate,
                @QueryParameter boolean skipTlsVerify,
                @QueryParameter String credentialsId,
                @QueryParameter String context,
                @QueryParameter String namespace) {
            FormPlace place = FormPlace.of(item);
            place.checkMayTest();
            ClusterSettings settings = new ClusterSettings(
                    String.valueOf(Texts.orNull(name)),
                    Texts.orNull(kubernetesCloud),
                    Texts.orNull(serverUrl),
                    Texts.orNull(caCertificate),
                    skipTlsVerify,
                    Texts.orNull(credentialsId),
                    Texts.orNull(context),
                    Texts.orNull(namespace));
            return Tests.run(() -> Tests.cluster(place, settings));
        }
    }
}
