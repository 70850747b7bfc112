package io.jenkins.plugins.storefront.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.image.registry.RegistryAccess;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import java.time.Clock;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryEndpoint;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryToken;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One image registry. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class RegistryConnection extends AbstractDescribableImpl<RegistryConnection> {
    private final String name;
    private String credentialsId;
    private boolean plainHttp;
    private String caCertificate;
    private DockerRegistryEndpoint endpoint;

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

    public DockerRegistryEndpoint getEndpoint() {
        return endpoint;
    }

    /** A Docker registry endpoint as other plugins have it; its credential, and {@code http} in its URL, then count. */
    @DataBoundSetter
    public void setEndpoint(DockerRegistryEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    RegistrySettings toSettings() {
        return endpoint == null
                ? new RegistrySettings(name, credentialsId, plainHttp, caCertificate)
                : new RegistrySettings(
                        name,
                        Texts.orNull(endpoint.getCredentialsId()) == null ? credentialsId : endpoint.getCredentialsId(),
                        plainHttp || isHttp(endpoint.getUrl()),
                        caCertificate);
    }

    private static boolean isHttp(String url) {
        return url != null && url.startsWith("http://");
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("registry")
    public static final class DescriptorImpl extends Descriptor<RegistryConnection> {
        @Override
        public String getDisplayName() {
            return Words.text("registry");
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String name, @QueryParameter String credentialsId) {
            return FormPlace.of(item)
                    .credentials(
                            Texts.orNull(name) == null ? "" : "https://" + name.trim(),
                            credentialsId,
                            CredentialsMatchers.anyOf(
                                    CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class),
                                    AuthenticationTokens.matcher(DockerRegistryToken.class)));
        }

        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String was) {
            FormPlace place = FormPlace.of(item);
            return place.mayConfigure()
                    ? Checks.name(place, Rules.registry(value), value, was, settings -> settings.registries().stream()
                            .map(RegistrySettings::host)
                            .toList())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckPlainHttp(
                @AncestorInPath Item item, @QueryParameter boolean value, @QueryParameter String name) {
            return value
                            && FormPlace.of(item).mayConfigure()
                            && !RegistryAccess.isLoopback(String.valueOf(name).trim())
                    ? FormValidation.warning(Words.text("warn.registry.plainHttp"))
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckCaCertificate(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure()
                    ? Checks.certificates(value, Clock.systemUTC())
                    : FormValidation.ok();
        }

        /** Tells whether a registry answers, takes the login, and lets a repository be written. */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter String name,
                @QueryParameter String credentialsId,
                @QueryParameter boolean plainHttp,
                @QueryParameter String caCertificate,
                @QueryParameter String tryRepository) {
            return test(item, name, credentialsId, plainHttp, caCertificate, tryRepository);
        }

        /** As the button beside the endpoint's fields has it: with its login, and its URL's protocol. */
        @POST
        public FormValidation doTestEndpoint(
                @AncestorInPath Item item,
                @QueryParameter String name,
                @QueryParameter String url,
                @QueryParameter String credentialsId,
                @QueryParameter boolean plainHttp,
                @QueryParameter String caCertificate,
                @QueryParameter String tryRepository) {
            return test(item, name, credentialsId, plainHttp || isHttp(url), caCertificate, tryRepository);
        }

        private static FormValidation test(
                Item item,
                String name,
                String credentialsId,
                boolean plainHttp,
                String caCertificate,
                String tryRepository) {
            FormPlace place = FormPlace.of(item);
            place.checkMayTest();
            String repository = Texts.orNull(tryRepository);
            String problem = Rules.registry(name) != null ? Rules.registry(name) : Rules.repository(repository);
            return problem != null
                    ? Checks.say(problem)
                    : Tests.run(() -> Tests.registry(
                            place,
                            new RegistrySettings(
                                    name.trim(), Texts.orNull(credentialsId), plainHttp, Texts.orNull(caCertificate)),
                            repository));
        }
    }
}
