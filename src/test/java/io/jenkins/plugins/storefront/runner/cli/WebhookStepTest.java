package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import io.jenkins.plugins.storefront.runner.sandbox.webhook.SandboxWebhooks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code notifyWebhook} in a Jenkinsfile, as the local runner runs it. */
@ResourceLock("System.out")
class WebhookStepTest {
    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir
    private Path project;

    private SandboxWebhooks robots;

    @BeforeEach
    void start() throws Exception {
        robots = SandboxWebhooks.start(Clock.systemUTC());
        StringBuilder yaml = new StringBuilder("unclassified:\n  storefront:\n    webhooks:\n");
        StringBuilder credentials = new StringBuilder("credentials:\n  - {id: key, text: {file: "
                + Files.writeString(project.resolve("key"), robots.key().reveal()) + "}}\n");
        for (Kind kind : Kind.values()) {
            Path address = Files.writeString(
                    project.resolve(kind.name()), robots.address(kind).reveal());
            yaml.append("      - {name: ").append(kind).append(", kind: ").append(kind);
            yaml.append(", credentialsId: ").append(kind).append(", signingCredentialsId: key, language: zh_CN}\n");
            credentials
                    .append("  - {id: ")
                    .append(kind)
                    .append(", text: {file: ")
                    .append(address)
                    .append("}}\n");
        }
        Files.writeString(project.resolve("config.yaml"), yaml.toString() + credentials);
    }

    @AfterEach
    void stop() {
        robots.close();
    }

    private String run(int code, String jenkinsfile) throws Exception {
        assertThat(terminal.run(project, jenkinsfile)).as(terminal.text()).isEqualTo(code);
        String log = terminal.text();
        assertThat(log)
                .doesNotContain(
                        robots.key().reveal(), robots.address(Kind.TEAMS).reveal(), "access_token=");
        return log;
    }

    private JsonNode body(int index) throws Exception {
        return new ObjectMapper().readTree(robots.taken().get(index).body());
    }

    @Test
    void tellsEachKindInItsForm() throws Exception {
        assertThat(run(0, """
                for (kind in ['TEAMS', 'DINGTALK', 'FEISHU', 'WECOM', 'JSON']) {
                    def told = notifyWebhook connection: kind, message: 'Sale begins', failOnError: true
                    echo "sent ${told.sent}"
                }
                """)).contains("sent true", "Told DINGTALK by webhook: ");
        assertThat(robots.taken())
                .extracting(SandboxWebhooks.Taken::kind)
                .containsExactly(Kind.TEAMS, Kind.DINGTALK, Kind.FEISHU, Kind.WECOM, Kind.JSON);
        assertThat(robots.taken()).allSatisfy(taken -> assertThat(taken.body()).contains("Sale begins", "成功"));
        JsonNode release = body(4).path("release");
        assertThat(release.path("outcome").asText()).isEqualTo("succeeded");
        assertThat(release.path("language").asText()).isEqualTo("zh_CN");
        assertThat(release.has("words")).isFalse();
        assertThat(body(4).path("version").asInt()).isEqualTo(1);
    }

    @Test
    void takesATemplateOfTheTeamAndAnotherLanguage() throws Exception {
        Files.writeString(project.resolve("chat.mustache"), "**{{run.job}}** {{message}}: {{result}}");
        run(
                0,
                "node { notifyWebhook connection: 'WECOM', message: '**<@all>**', template: 'chat.mustache', language: 'en' }");
        assertThat(body(0).path("markdown").path("content").asText())
                .contains(": succeeded", "＜@all＞")
                .doesNotContain("<@all>");
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws Exception {
        Files.writeString(project.resolve("chat.mustache"), "fine\n{{sumary}}");
        run(1, "node { notifyWebhook connection: 'TEAMS', template: 'chat.mustache', failOnError: true }");
        assertThat(run(0, "node { notifyWebhook connection: 'TEAMS', template: 'chat.mustache' }"))
                .contains("WARNING: notifyWebhook: chat.mustache:2: unknown field 'sumary', did you mean 'summary'?");
        assertThat(run(0, "notifyWebhook connection: 'TEMAS'"))
                .contains("there is no webhook 'TEMAS', did you mean 'TEAMS'?");
        assertThat(run(0, "notifyWebhook connection: 'TEAMS', language: 'fr'"))
                .contains("notices are not written in 'fr'. Known: en, zh_CN");
        assertThat(robots.taken()).isEmpty();
    }

    @Test
    void aRefusalIsAWarningUnlessItIsToFail() throws Exception {
        robots.answerNext(
                new SandboxWebhooks.Answer(200, "{\"errcode\":310000,\"errmsg\":\"keywords not in content\"}", null));
        assertThat(run(0, "def told = notifyWebhook connection: 'DINGTALK'\necho \"sent ${told.sent}\""))
                .contains(
                        "sent false",
                        "WARNING: could not tell DINGTALK by webhook: webhook 'DINGTALK' (DINGTALK) answers"
                                + " 310000 keywords not in content: the robot's security settings refuse it");
        robots.answerNext(new SandboxWebhooks.Answer(404, "", null));
        run(1, "notifyWebhook connection: 'JSON', failOnError: true");
    }

    @Test
    void tellsTheLinesAroundTheOneThatSaysWhyAStepFailed() throws Exception {
        run(1, """
                try {
                    node { sh 'seq 1 60; echo "ERROR: no such host"; seq 61 120; false' }
                } catch (e) {
                    notifyWebhook connection: 'JSON', failOnError: true
                    throw e
                }
                """);
        JsonNode release = body(0).path("release");
        assertThat(release.path("outcome").asText()).isEqualTo("failed");
        JsonNode excerpt = release.path("excerpt").path(0);
        assertThat(excerpt.path("source").asText()).isEqualTo("sh");
        assertThat(excerpt.path("text").asText().lines())
                .contains("ERROR: no such host", "60", "61")
                .doesNotContain("1", "20", "120");
    }

    @Test
    void aTemplateThatStorefrontYamlNamesIsCheckedWhenTheRunStarts() throws Exception {
        Files.writeString(
                project.resolve("storefront.yaml"),
                "templates: {chat: chat.mustache, mail: mail.mustache, slack: slack.mustache}\n");
        Files.writeString(project.resolve("slack.mustache"), "x".repeat(5 << 20));
        Files.writeString(project.resolve("chat.mustache"), "{{#undone}}{{reson}}{{/undone}}");
        Files.writeString(project.resolve("mail.mustache"), "\n{{#images}}");
        assertThat(run(StorefrontCommand.USAGE, "echo 'never said'"))
                .contains(
                        "chat.mustache:1: unknown field 'reson'",
                        "mail.mustache:2: section 'images' is never closed",
                        "slack.mustache")
                .doesNotContain("never said");
    }

    @Test
    void templatesAndLanguagesOfStorefrontYamlHoldAlsoOutsideOfTheWorkspace() throws Exception {
        Files.writeString(
                project.resolve("storefront.yaml"), "templates: {chat: chat.mustache}\nlanguages: {FEISHU: en}\n");
        Files.writeString(project.resolve("chat.mustache"), "OWN {{result}}");
        run(0, "notifyWebhook connection: 'FEISHU'\nnotifyWebhook connection: 'DINGTALK'");
        assertThat(robots.taken().get(0).body()).contains("OWN succeeded");
        assertThat(robots.taken().get(1).body()).contains("OWN 成功");
    }
}
