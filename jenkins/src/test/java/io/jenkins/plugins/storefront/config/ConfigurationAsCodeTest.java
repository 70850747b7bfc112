package io.jenkins.plugins.storefront.config;

import static io.jenkins.plugins.casc.misc.Util.getUnclassifiedRoot;
import static io.jenkins.plugins.casc.misc.Util.toStringFromYamlFile;
import static io.jenkins.plugins.casc.misc.Util.toYamlString;
import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** One file holds every key; Jenkins reads it, and writes the same again. */
@WithJenkins
class ConfigurationAsCodeTest {
    private static JenkinsRule j;

    @BeforeAll
    static void read(JenkinsRule rule) throws Exception {
        j = rule;
        // docker-commons' list of credentials has those that are there, and no other
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "registry", "", "robot", "robot-password"));
        ConfigurationAsCode.get()
                .configure(ConfigurationAsCodeTest.class
                        .getResource("everything.yaml")
                        .toString());
    }

    @Test
    void whatIsReadIsWhatStepsGet() throws Exception {
        Settings settings = StorefrontConfiguration.get().toSettings();
        ClusterSettings shop = settings.cluster("shop");
        assertThat(shop.serverUrl()).isEqualTo("https://k8s.example.com:6443");
        assertThat(shop.credentialsId()).isEqualTo("k8s-token");
        assertThat(settings.registries()).extracting(RegistrySettings::host).contains("registry.example.com");
        assertThat(settings.slack("team").defaultChannel()).isEqualTo("#releases");
        assertThat(settings.smtp("team").port()).isEqualTo(2525);
        Environment production = settings.environment("production");
        assertThat(production.cluster()).isEqualTo("shop");
        assertThat(production.namespace()).isEqualTo("shop-production");
    }

    @Test
    void whatIsWrittenIsWhatWasRead() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        String exported = toYamlString(getUnclassifiedRoot(context).get("storefront"));
        assertThat(exported).isEqualToIgnoringNewLines(toStringFromYamlFile(this, "everything-exported.yaml"));
    }

    @Test
    void theFormGivesBackWhatItWasGiven() throws Exception {
        Settings before = StorefrontConfiguration.get().toSettings();
        save();
        assertThat(StorefrontConfiguration.get().toSettings()).isEqualTo(before);
    }

    /** Submits the page as it is shown. */
    private static void save() throws Exception {
        j.submit(j.createWebClient().goTo("manage/storefront/").getFormByName("config"));
    }

    @Test
    void aRestartReadsItFromDisk() {
        Settings before = StorefrontConfiguration.get().toSettings();
        assertThat(new StorefrontConfiguration().toSettings()).isEqualTo(before);
    }

    @Test
    void theLastEntryOfAListCanBeRemovedInTheForm() throws Exception {
        List<SlackConnection> slack = StorefrontConfiguration.get().getSlack();
        StorefrontConfiguration.get().setSlack(List.of());
        try {
            save();
            assertThat(StorefrontConfiguration.get().getSlack()).isEmpty();
            assertThat(StorefrontConfiguration.get().getClusters()).isNotEmpty();
        } finally {
            StorefrontConfiguration.get().setSlack(slack);
        }
    }
}
