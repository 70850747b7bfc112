package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import io.jenkins.plugins.storefront.config.folder.StorefrontFolderProperty;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every page of ours is rendered, with scripts, and holds no script or style of its own. */
@WithJenkins
class EveryPageTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    /** View by view where it is shown, and a text that it shows. */
    private static Map<String, List<String>> pages(Folder folder, WorkflowRun run) {
        String job = run.getParent().getUrl();
        Map<String, List<String>> pages = new TreeMap<>();
        pages.put("config/StorefrontLink/index.jelly", List.of("manage/storefront/", "Clusters"));
        pages.put("config/TemplatePreview/index.jelly", List.of("manage/storefront/preview/", "Template"));
        pages.put("pages/NoticesLink/index.jelly", List.of("manage/storefront-notices/", "otices"));
        pages.put("pages/ReleaseAction/index.jelly", List.of(run.getUrl() + "release/", "production"));
        pages.put("pages/ReleaseAction/summary.jelly", List.of(run.getUrl(), "Release"));
        pages.put("pages/DeploymentsAction/index.jelly", List.of(job + "deployments/", "cart"));
        pages.put("pages/DeploymentsAction/contents.jelly", List.of(folder.getUrl() + "deployments/", "cart"));
        pages.put(
                "config/folder/StorefrontFolderProperty/config.jelly",
                List.of(folder.getUrl() + "configure", "Storefront"));
        return pages;
    }

    @Test
    void eachIsRenderedWithoutAScriptOrStyleOfItsOwn(JenkinsRule j) throws Exception {
        SANDBOX.configure();
        Folder folder = j.jenkins.createProject(Folder.class, "shop");
        folder.addProperty(new StorefrontFolderProperty());
        WorkflowJob job = folder.createProject(WorkflowJob.class, "main");
        WorkflowRun run = Releases.run(j, job, Releases.release(Outcome.SUCCEEDED, null));
        Releases.put(job, "cart", "Ann");
        Map<String, List<String>> pages = pages(folder, run);
        assertThat(pages.keySet()).containsAll(views());
        List<String> alerts = new ArrayList<>();
        try (JenkinsRule.WebClient web = j.createWebClient()) {
            web.setAlertHandler((page, message) -> alerts.add(message));
            for (Map.Entry<String, List<String>> one : pages.entrySet()) {
                HtmlPage page = web.goTo(one.getValue().get(0));
                assertThat(page.asNormalizedText())
                        .as(one.getKey())
                        .contains(one.getValue().get(1));
                assertThat(
                                page.getByXPath(
                                        "//*[contains(@class,'storefront-page')]//script[not(@src)]"
                                                + " | //*[contains(@class,'storefront-page')]//*[@style and not(contains(@style,'display'))]"))
                        .as(one.getKey())
                        .isEmpty();
            }
        }
        assertThat(alerts).isEmpty();
    }

    /** Views of pages, and what is shown within pages of others. */
    private static List<String> views() throws IOException {
        Path root = Path.of("target/classes/io/jenkins/plugins/storefront");
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> name.endsWith("/index.jelly") || name.endsWith("/summary.jelly"))
                    .toList();
        }
    }
}
