package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code emailNotify} in a Jenkinsfile, as the local runner runs it. */
@ResourceLock("System.out")
class EmailStepTest {
    /** One who reads English and exists, and one who reads Chinese and does not. */
    private static final String ONE_IS_REFUSED = "to: 'team@example.com, unknown@example.cn'";

    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir
    private Path project;

    private SandboxMail mail;

    @BeforeEach
    void start() throws Exception {
        mail = SandboxMail.start("shop", Secret.of("shop-mail-password"));
        Files.writeString(project.resolve("config.yaml"), """
                unclassified:
                  storefront:
                    clusters: [{name: main, serverUrl: 'http://127.0.0.1:1'}]
                    environments: [{name: production, cluster: main}]
                    smtp:
                      - {name: shop, host: %s, port: %d, security: PLAIN, from: j@example.com, credentialsId: mail}
                credentials:
                  - {id: mail, user: shop, password: {file: %s}}
                """.formatted(
                        mail.host(), mail.port(), Files.writeString(project.resolve("mail"), "shop-mail-password")));
        Files.writeString(project.resolve("storefront.yaml"), """
                languages: {example.cn: zh_CN}
                services:
                  cart: {image: registry.example.com/shop/cart}
                """);
    }

    @AfterEach
    void stop() {
        mail.close();
    }

    private String run(int code, String jenkinsfile) throws Exception {
        assertThat(terminal.run(project, jenkinsfile)).as(terminal.text()).isEqualTo(code);
        return terminal.text();
    }

    @Test
    void failsWhereAReaderOfAnotherLanguageIsRefused() throws Exception {
        run(1, "emailNotify " + ONE_IS_REFUSED + ", failOnError: true");
    }

    @Test
    void isNotSentAsLongAsOneReaderWasNotReached() throws Exception {
        assertThat(run(0, "def told = emailNotify " + ONE_IS_REFUSED + "\necho \"sent ${told.sent}: ${told.reason}\""))
                .containsPattern("sent false: .*refuses unknown@example.cn: 550");
        assertThat(mail.messages()).flatExtracting(ReceivedMail::to).containsExactly("team@example.com");
    }

    @Test
    void isSentOnceEveryReaderWasReached() throws Exception {
        assertThat(run(0, """
                def told = emailNotify to: 'team@example.com, team@example.cn', failOnError: true
                echo "sent ${told.sent}, queued ${told.queued}"
                """)).contains("sent true, queued false");
        assertThat(mail.messages()).hasSize(2);
    }

    @Test
    void aWrongTemplateThatOnlyAFailureNeedsIsSaidBeforeAnythingIsDone() throws Exception {
        Files.writeString(
                Files.createDirectories(project.resolve("notices/mail")).resolve("failed.mustache"),
                "fine\n{{sumary}}");
        assertThat(run(2, """
                try {
                    echo 'begun'
                } catch (e) {
                    node { emailNotify to: 'team@example.com', template: 'notices/mail/failed.mustache' }
                }
                """)).doesNotContain("begun");
    }

    @Test
    void aWrongTemplateThatComesLaterIsSaidBeforeADeployment() throws Exception {
        assertThat(run(1, """
                node {
                    writeFile file: 'notices/failed.mustache', text: '{{sumary}}'
                    deployStage(name: 'P', environment: 'production') { echo 'inside' }
                }
                """)).doesNotContain("inside", "begins");
    }
}
