package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The complete file of {@code docs/admin.md}, as an admin copies it. */
@WithJenkins
class DocumentedFileTest {
    private static final Pattern FILE = Pattern.compile("```yaml\n(unclassified:.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void aJenkinsTakesItAsItStandsThere(JenkinsRule j) throws Exception {
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new UsernamePasswordCredentialsImpl(
                        CredentialsScope.GLOBAL, "registry-login", "", "robot", "robot-password"));
        Matcher file = FILE.matcher(Files.readString(Path.of("../docs/admin.md")));
        assertThat(file.find()).isTrue();
        Path copy = Files.writeString(folder.resolve("jenkins.yaml"), file.group(1));
        ConfigurationAsCode.get().configure(copy.toUri().toString());
        Settings settings = StorefrontConfiguration.get().toSettings();
        assertThat(settings.environment("production").restricted()).isTrue();
        assertThat(settings.notices().rules()).hasSize(2);
    }
}
