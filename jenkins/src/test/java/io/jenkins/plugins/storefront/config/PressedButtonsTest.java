package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import java.nio.file.Path;
import java.util.List;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a test button sends when it is pressed on the page: the fields of its own entry, not of another that has the same name. */
@WithJenkins
class PressedButtonsTest {
    @RegisterExtension
    static final SandboxServices SANDBOX = new SandboxServices();

    @TempDir
    private Path content;

    private JenkinsRule j;

    @BeforeEach
    void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .addAll(List.of(
                        login("own", "shop", "password-of-shop"), login("other", "docker", "password-of-docker")));
    }

    @Test
    void theClustersAndSlacksButtonsSendWhatTheirEntryHolds() throws Exception {
        assertThat(answers("clusters"))
                .singleElement()
                .asString()
                .contains("Kubernetes v1.36", "may patch Deployments");
        assertThat(answers("slack")).singleElement().asString().contains("Workspace Sandbox", "#releases is there");
    }

    @Test
    void aRegistryHasOneButtonForItsLoginAndOneForItsEndpoints() throws Exception {
        try (SandboxRegistry own =
                        SandboxRegistry.start(content.resolve("own"), "shop", Secret.of("password-of-shop"));
                SandboxRegistry other =
                        SandboxRegistry.start(content.resolve("other"), "docker", Secret.of("password-of-docker"))) {
            RegistryConnection first = new RegistryConnection(own.host());
            first.setPlainHttp(true);
            first.setCredentialsId("own");
            RegistryConnection second = new RegistryConnection(other.host());
            second.setEndpoint(new DockerRegistryEndpoint("http://" + other.host(), "other"));
            StorefrontConfiguration.get().setRegistries(List.of(first, second));
            List<String> answers = answers("registries");
            assertThat(answers).hasSize(4);
            assertThat(answers.get(0)).contains("The login of 'shop' works");
            assertThat(answers.get(3)).contains("The login of 'docker' works");
        }
    }

    /** Presses each test button of that list, in the page's order, and gives what each says then. */
    private List<String> answers(String list) throws Exception {
        HtmlPage page = j.createWebClient().goTo("manage/storefront/");
        List<HtmlButton> buttons =
                page.getByXPath("//div[@name='" + list + "']//button[contains(@class,'validate-button')]");
        for (HtmlButton button : buttons) {
            button.click();
        }
        page.getWebClient().waitForBackgroundJavaScript(30_000);
        return buttons.stream()
                .map(button -> button.getParentNode().getTextContent())
                .toList();
    }

    private static UsernamePasswordCredentialsImpl login(String id, String user, String password) throws Exception {
        return new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, id, "", user, password);
    }
}
