package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import java.util.List;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page under Manage Jenkins. */
@WithJenkins
class StorefrontPageTest {
    private JenkinsRule j;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "login", "", "robot", "robot-password"));
        StorefrontConfiguration all = StorefrontConfiguration.get();
        ClusterConnection cluster = new ClusterConnection("shop");
        cluster.setServerUrl("https://10.0.0.1:6443");
        cluster.setCredentialsId("gone");
        cluster.setSkipTlsVerify(true);
        cluster.setNamespace("shop");
        cluster.setCaCertificate("pem");
        ClusterConnection file = new ClusterConnection("file");
        file.setCredentialsId("kubeconfig");
        file.setContext("admin");
        all.setClusters(List.of(cluster, file));
        RegistryConnection registry = new RegistryConnection("registry.example.com");
        registry.setEndpoint(new DockerRegistryEndpoint("http://registry.example.com", "login"));
        all.setRegistries(List.of(registry));
        SlackConnection slack = new SlackConnection("main");
        slack.setSlackPlugin(true);
        slack.setDefaultChannel("#releases");
        all.setSlack(List.of(slack));
        SmtpConnection smtp = new SmtpConnection("main");
        smtp.setHost("smtp.example.com");
        smtp.setPort(465);
        smtp.setSecurity(SmtpSettings.Security.TLS);
        smtp.setFrom("Shop <jenkins@example.com>");
        SmtpConnection mailer = new SmtpConnection("mailer");
        mailer.setMailer(true);
        all.setSmtp(List.of(smtp, mailer));
        ReleaseEnvironment production = new ReleaseEnvironment("production");
        production.setTier(Tier.PRODUCTION);
        production.setCluster("shop");
        production.setUndo(UndoPolicy.ON_FAILURE);
        production.setRestricted(true);
        all.setEnvironments(List.of(production));
    }

    @Test
    void theFormGivesBackWhatItShows() throws Exception {
        Settings before = StorefrontConfiguration.get().toSettings();

        HtmlPage page = j.createWebClient().goTo("manage/storefront/");
        j.submit(page.getFormByName("config"));

        StorefrontConfiguration after = StorefrontConfiguration.get();
        assertThat(after.toSettings()).isEqualTo(before);
        assertThat(after.getSmtp().get(1).isMailer()).isTrue();
        assertThat(after.getSlack().get(0).isSlackPlugin()).isTrue();
        assertThat(after.getRegistries().get(0).getEndpoint().getUrl()).isEqualTo("http://registry.example.com");
    }

    @Test
    void thePageSystemNeitherShowsNorTouchesIt() throws Exception {
        Settings before = StorefrontConfiguration.get().toSettings();

        HtmlPage page = j.createWebClient().goTo("manage/configure");
        assertThat(page.asXml()).doesNotContain("registry.example.com");
        j.submit(page.getFormByName("config"));

        assertThat(StorefrontConfiguration.get().toSettings()).isEqualTo(before);
    }

    @Test
    void whoMayReadTheSystemLooksButCannotSave() throws Exception {
        Jenkins.SYSTEM_READ.setEnabled(true);
        try {
            j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
            j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                    .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                    .everywhere()
                    .to("reader")
                    .grant(Jenkins.READ)
                    .everywhere()
                    .to("nobody"));
            JenkinsRule.WebClient reader = j.createWebClient()
                    .withThrowExceptionOnFailingStatusCode(false)
                    .login("reader");
            HtmlPage page = reader.goTo("manage/storefront/");
            assertThat(page.asXml()).contains("registry.example.com").doesNotContain("name=\"Submit\"");
            assertThat(TestButtonsTest.post(reader, "manage/storefront/configure", "json={}"))
                    .isEqualTo(403);
            JenkinsRule.WebClient nobody = j.createWebClient()
                    .withThrowExceptionOnFailingStatusCode(false)
                    .login("nobody");
            assertThat(nobody.goTo("manage/storefront/", null).getWebResponse().getStatusCode())
                    .isIn(403, 404);
        } finally {
            Jenkins.SYSTEM_READ.setEnabled(false);
        }
    }
}
