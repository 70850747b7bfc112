package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.model.Item;
import hudson.util.Secret;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Test buttons talk to what the request names, so nobody without the right may press them, and no link may. */
@WithJenkins
class TestButtonsTest {
    @RegisterExtension
    static final SandboxServices SANDBOX = new SandboxServices();

    private static final String CLUSTER = "descriptorByName/" + ClusterConnection.class.getName() + "/";
    private static final String SLACK = "descriptorByName/" + SlackConnection.class.getName() + "/";

    private JenkinsRule j;
    private Folder team;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "system", "", Secret.fromString("of-the-system")));
        team = j.createProject(Folder.class, "team");
        j.createProject(Folder.class, "other");
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader", "lead")
                .grant(Item.CONFIGURE)
                .onItems(team)
                .to("lead"));
    }

    @Test
    void anAdminIsToldWhatWasFound() throws Exception {
        assertThat(text("admin", CLUSTER + "testConnection", cluster(SandboxServices.CLUSTER_CREDENTIAL)))
                .contains("Kubernetes v1.36", "may patch Deployments in the namespace shop");
        assertThat(text("admin", SLACK + "testConnection", slack()))
                .contains("Workspace Sandbox", "#releases is there");
    }

    @Test
    void nothingIsAskedForSomebodyWithoutTheRight() throws Exception {
        int before = SANDBOX.slack().calls();
        for (String user : new String[] {"reader", "lead"}) {
            assertThat(post(client(user), SLACK + "testConnection", slack())).isEqualTo(403);
            assertThat(post(client(user), "job/other/" + SLACK + "testConnection", slack()))
                    .isEqualTo(403);
        }
        assertThat(post(client("reader"), "job/team/" + SLACK + "testConnection", slack()))
                .isEqualTo(403);
        assertThat(SANDBOX.slack().calls()).isEqualTo(before);
    }

    @Test
    void aLinkDoesNotPressThem() throws Exception {
        int before = SANDBOX.slack().calls();
        Page page = client("admin").goTo(SLACK + "testConnection?" + slack(), null);
        assertThat(page.getWebResponse().getStatusCode()).isIn(404, 405);
        assertThat(SANDBOX.slack().calls()).isEqualTo(before);
    }

    @Test
    void whoMayConfigureAFolderTestsThere() throws Exception {
        assertThat(text("lead", "job/team/" + CLUSTER + "testConnection", cluster(SandboxServices.CLUSTER_CREDENTIAL)))
                .contains("Kubernetes v1.36");
        assertThat(text("lead", "job/team/" + CLUSTER + "testConnection", "name=x"))
                .contains("only an admin may let jobs use the account");
        assertThat(text("lead", "job/team/" + CLUSTER + "testConnection", cluster("system")))
                .contains("no credential")
                .doesNotContain("Kubernetes v1");
    }

    @Test
    void aSystemCredentialIsNeitherOfferedNorTried() throws Exception {
        assertThat(text("admin", CLUSTER + "testConnection", cluster("system"))).contains("has the scope System");
        assertThat(text("admin", CLUSTER + "fillCredentialsIdItems", "credentialsId=&serverUrl="))
                .contains(SandboxServices.CLUSTER_CREDENTIAL)
                .doesNotContain("\"system\"");
    }

    @Test
    void whoMayNotConfigureLearnsNoIdsAndNoClusters() throws Exception {
        String ids = "credentialsId=chosen&serverUrl=";
        assertThat(text("reader", CLUSTER + "fillCredentialsIdItems", ids))
                .contains("chosen")
                .doesNotContain(SandboxServices.CLUSTER_CREDENTIAL);
        assertThat(text("reader", "job/team/" + CLUSTER + "fillCredentialsIdItems", ids))
                .doesNotContain(SandboxServices.CLUSTER_CREDENTIAL);
        assertThat(text("reader", CLUSTER + "checkName", "value=shop&was=")).doesNotContain("already");
        assertThat(text("admin", CLUSTER + "checkName", "value=shop&was=")).contains("already");
        assertThat(text(
                        "reader",
                        "descriptorByName/" + ReleaseEnvironment.class.getName() + "/fillClusterItems",
                        "value="))
                .doesNotContain("shop");
    }

    private static String cluster(String credential) {
        return "name=x&namespace=shop&serverUrl=" + SANDBOX.cluster().url() + "&credentialsId=" + credential;
    }

    private static String slack() {
        return "name=x&defaultChannel=%23releases&apiUrl=" + SANDBOX.slack().apiUrl() + "&credentialsId="
                + SandboxServices.SLACK_CREDENTIAL;
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        return j.createWebClient().withThrowExceptionOnFailingStatusCode(false).login(user);
    }

    private String text(String user, String path, String form) throws Exception {
        JenkinsRule.WebClient client = client(user);
        return client.getPage(request(client, path, form)).getWebResponse().getContentAsString();
    }

    static int post(JenkinsRule.WebClient client, String path, String form) throws Exception {
        return client.getPage(request(client, path, form)).getWebResponse().getStatusCode();
    }

    private static WebRequest request(JenkinsRule.WebClient client, String path, String form) throws Exception {
        WebRequest request = new WebRequest(client.createCrumbedUrl(path), HttpMethod.POST);
        request.setAdditionalHeader("Content-Type", "application/x-www-form-urlencoded");
        request.setRequestBody(form);
        return request;
    }
}
