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
import io.jenkins.plugins.storefront.adopted.Adopted;
import io.jenkins.plugins.storefront.adopted.MailerServer;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.time.Clock;
import jenkins.model.JenkinsLocationConfiguration;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** One mail server. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class SmtpConnection extends AbstractDescribableImpl<SmtpConnection> {
    private final String name;
    private String host;
    private int port = 587;
    private SmtpSettings.Security security = SmtpSettings.Security.STARTTLS;
    private String credentialsId;
    private String from;
    private String caCertificate;
    private SmtpSettings.Login login = SmtpSettings.Login.ANY;
    private boolean throughProxy;
    private String language;
    private boolean mailer;

    @DataBoundConstructor
    public SmtpConnection(String name) {
        this.name = Texts.required(name, "Mail server");
    }

    public String getName() {
        return name;
    }

    public String getHost() {
        return host;
    }

    @DataBoundSetter
    public void setHost(String host) {
        this.host = Texts.orNull(host);
    }

    public int getPort() {
        return port;
    }

    @DataBoundSetter
    public void setPort(int port) {
        this.port = port;
    }

    public SmtpSettings.Security getSecurity() {
        return security;
    }

    @DataBoundSetter
    public void setSecurity(SmtpSettings.Security security) {
        this.security = security;
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Texts.orNull(credentialsId);
    }

    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Texts.orNull(from);
    }

    public String getCaCertificate() {
        return caCertificate;
    }

    @DataBoundSetter
    public void setCaCertificate(String caCertificate) {
        this.caCertificate = Texts.orNull(caCertificate);
    }

    /** Never null: configuration that an earlier version wrote has none. */
    public SmtpSettings.Login getLogin() {
        return login == null ? SmtpSettings.Login.ANY : login;
    }

    @DataBoundSetter
    public void setLogin(SmtpSettings.Login login) {
        this.login = login;
    }

    public boolean isThroughProxy() {
        return throughProxy;
    }

    /** Whether Jenkins' HTTP proxy leads there. */
    @DataBoundSetter
    public void setThroughProxy(boolean throughProxy) {
        this.throughProxy = throughProxy;
    }

    public String getLanguage() {
        return language;
    }

    /** {@code en} or {@code zh_CN}. */
    @DataBoundSetter
    public void setLanguage(String language) {
        this.language = Languages.orDefault(language);
    }

    public boolean isMailer() {
        return mailer;
    }

    /** Whether the server is the Mailer plugin's: host, port, protection and login are its. */
    @DataBoundSetter
    public void setMailer(boolean mailer) {
        this.mailer = mailer;
    }

    SmtpSettings toSettings() {
        return settings(
                new SmtpSettings(
                        name,
                        host,
                        port,
                        security,
                        credentialsId,
                        from,
                        caCertificate,
                        getLogin(),
                        throughProxy,
                        language),
                mailer);
    }

    private static SmtpSettings settings(SmtpSettings own, boolean mailer) {
        String sender = own.from() != null
                ? own.from()
                : Texts.orNull(JenkinsLocationConfiguration.get().getAdminAddress());
        if (!mailer) {
            return new SmtpSettings(
                    own.name(),
                    own.host(),
                    own.port(),
                    own.security(),
                    own.credentialsId(),
                    sender,
                    own.caCertificate(),
                    own.login(),
                    own.throughProxy(),
                    own.language());
        }
        MailerServer theirs = Adopted.mailer().orElse(new MailerServer(null, 0, false, false, false));
        return new SmtpSettings(
                own.name(),
                theirs.host(),
                theirs.port(),
                theirs.tls()
                        ? SmtpSettings.Security.TLS
                        : theirs.startTls() ? SmtpSettings.Security.STARTTLS : SmtpSettings.Security.PLAIN,
                theirs.hasLogin() ? MailerServer.LOGIN : null,
                sender,
                own.caCertificate(),
                own.login(),
                own.throughProxy(),
                own.language());
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("smtp")
    public static final class DescriptorImpl extends Descriptor<SmtpConnection> {
        @Override
        public String getDisplayName() {
            return Words.text("smtp");
        }

        /** What a choice is called. */
        public String label(SmtpSettings.Security security) {
            return Words.text("security." + security.name());
        }

        /** What a choice is called. */
        public String loginLabel(SmtpSettings.Login login) {
            return Words.text("login." + login.name());
        }

        @POST
        public ListBoxModel doFillLanguageItems() {
            return Languages.items();
        }

        /** Whether the form offers the Mailer plugin's server. */
        public boolean isMailerThere() {
            return Adopted.mailer().isPresent();
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath Item item,
                @QueryParameter String host,
                @QueryParameter String port,
                @QueryParameter String credentialsId) {
            boolean known = Rules.host(host) == null && Rules.port(port) == null;
            return FormPlace.of(item)
                    .credentials(
                            known ? "smtp://" + host.trim() + ":" + port.trim() : "",
                            credentialsId,
                            CredentialsMatchers.instanceOf(StandardUsernamePasswordCredentials.class));
        }

        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String was) {
            FormPlace place = FormPlace.of(item);
            return place.mayConfigure()
                    ? Checks.name(place, Rules.name(value), value, was, settings -> settings.smtp().stream()
                            .map(SmtpSettings::name)
                            .toList())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckMailer(@AncestorInPath Item item, @QueryParameter boolean value) {
            if (!value || !FormPlace.of(item).mayConfigure()) {
                return FormValidation.ok();
            }
            return Adopted.mailer()
                    .map(theirs -> theirs.host() == null
                            ? FormValidation.error(Words.text("rule.mailer.empty"))
                            : FormValidation.ok(
                                    Words.text("check.mailer", theirs.host() + ":" + Integer.toString(theirs.port()))))
                    .orElseGet(() -> FormValidation.error(Words.text("rule.mailer.missing")));
        }

        @POST
        public FormValidation doCheckHost(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter boolean mailer) {
            return !mailer && FormPlace.of(item).mayConfigure() ? Checks.say(Rules.host(value)) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckPort(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter boolean mailer) {
            return !mailer && FormPlace.of(item).mayConfigure() ? Checks.say(Rules.port(value)) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckSecurity(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String credentialsId) {
            return SmtpSettings.Security.PLAIN.name().equals(value)
                            && Texts.orNull(credentialsId) != null
                            && FormPlace.of(item).mayConfigure()
                    ? FormValidation.warning(Words.text("warn.smtp.plain"))
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckFrom(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure() ? Checks.say(Rules.mailAddress(value)) : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckCaCertificate(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure()
                    ? Checks.certificates(value, Clock.systemUTC())
                    : FormValidation.ok();
        }

        private static SmtpSettings.Login chosen(String name) {
            for (SmtpSettings.Login one : SmtpSettings.Login.values()) {
                if (one.name().equals(name)) {
                    return one;
                }
            }
            return SmtpSettings.Login.ANY;
        }

        /** Tells the greeting, the protection and whether the login works. */
        @POST
        public FormValidation doTestConnection(
                @AncestorInPath Item item,
                @QueryParameter boolean mailer,
                @QueryParameter String host,
                @QueryParameter String port,
                @QueryParameter SmtpSettings.Security security,
                @QueryParameter String credentialsId,
                @QueryParameter String caCertificate,
                @QueryParameter String login,
                @QueryParameter boolean throughProxy) {
            FormPlace place = FormPlace.of(item);
            place.checkMayTest();
            String problem = mailer ? null : Rules.host(host) != null ? Rules.host(host) : Rules.port(port);
            return problem != null
                    ? Checks.say(problem)
                    : Tests.run(() -> Tests.smtp(
                            place,
                            settings(
                                    new SmtpSettings(
                                            "",
                                            Texts.orNull(host),
                                            mailer ? 0 : Integer.parseInt(port.trim()),
                                            security,
                                            Texts.orNull(credentialsId),
                                            null,
                                            Texts.orNull(caCertificate),
                                            chosen(login),
                                            throughProxy,
                                            null),
                                    mailer)));
        }
    }
}
