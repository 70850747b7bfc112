package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** {@code storefront preview notices}. */
@ResourceLock("System.out")
class PreviewCommandTest {
    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir
    private Path folder;

    private int preview(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "preview";
        arguments[1] = "notices";
        arguments[2] = "--output";
        arguments[3] = folder.resolve("notices.html").toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return terminal.call(arguments);
    }

    private String page() throws Exception {
        return Files.readString(folder.resolve("notices.html"));
    }

    @Test
    void showsEveryNoticeOfTheExampleOnLightAndDarkInBothLanguages() throws Exception {
        assertThat(preview()).as(terminal.text()).isZero();
        String page = page();
        int replies = page.split("<h3>Slack, in its thread</h3>", -1).length - 1;
        assertThat(replies)
                .as("causes, and shortly that it failed, of two states")
                .isEqualTo(2 * 2 * 2);
        assertThat(page.split("class=\"ground dark\"", -1)).hasSize(1 + 5 * 2 * 7 + replies);
        assertThat(page.split("class=\"ground light\"", -1)).hasSize(1 + 5 * 2 * 7 + replies);
        assertThat(page)
                .contains("<h3>Slack</h3>", "<h3>Mail</h3>", "<h3>TEAMS</h3>", "<h3>WECOM</h3>", "<h3>JSON</h3>")
                .contains("data:image/png;base64,", "已撤销", "PAYMENT_PROVIDER_KEY is not set")
                .doesNotContain("<script", "cid:", "xoxb-", " on=");
        assertThat(page.split("<iframe ", -1))
                .as("each mail in a frame that may do nothing")
                .hasSize(21);
        assertThat(page.split("<iframe sandbox=\"\" ", -1)).hasSize(21);
    }

    @Test
    void usesATemplateOfTheTeam() throws Exception {
        Path template = Files.writeString(folder.resolve("own.mustache"), "OWN {{run.name}} is {{result}}");
        assertThat(preview("--template", template.toString())).isZero();
        assertThat(page()).contains("OWN shop/main #42 is undone", "OWN shop/main #42 is 已撤销");
    }

    @Test
    void saysWhatIsWrongInATemplateInALineEach() throws Exception {
        Path template = Files.writeString(folder.resolve("own.mustache"), "{{sumary}}\n{{#images}}");
        assertThat(preview("--template", template.toString())).isEqualTo(StorefrontCommand.USAGE);
        assertThat(terminal.text().lines())
                .anyMatch(line -> line.startsWith("ERROR: " + template + ":1: unknown field 'sumary'"))
                .anyMatch(line -> line.startsWith("ERROR: " + template + ":2: section 'images' is never closed"));
        assertThat(folder.resolve("notices.html")).doesNotExist();
    }

    @Test
    void showsThoseOfAPastRun() throws Exception {
        Path project = Files.createDirectories(folder.resolve("corner-shop"));
        Path jenkinsfile = Files.writeString(project.resolve("Jenkinsfile"), "slackNotify message: 'x'");
        terminal.call("run", "--sandbox", jenkinsfile.toString());
        Path run = project.resolve(".storefront/runs/1");
        if (!Files.exists(run.resolve("release.json"))) {
            throw new AssertionError(terminal.text());
        }
        assertThat(preview("--run", run.toString())).isZero();
        assertThat(page()).contains("corner-shop #1");
        assertThat(preview("--run", project.toString())).isEqualTo(StorefrontCommand.USAGE);
        assertThat(terminal.text()).contains("is no folder of a run");
    }
}
