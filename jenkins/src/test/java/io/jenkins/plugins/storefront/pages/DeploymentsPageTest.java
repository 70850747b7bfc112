package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.release.ReleaseJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the pages of jobs and folders say of what is where, and to whom. */
@WithJenkins
class DeploymentsPageTest {
    private JenkinsRule j;

    @BeforeEach
    void keep(JenkinsRule rule) {
        j = rule;
    }

    @Test
    void whatIsWhereIsMadeAnewFromTheBuildsWhereItIsMissing() throws Exception {
        WorkflowJob job = j.jenkins.createProject(WorkflowJob.class, "shop");
        Releases.run(j, job, Releases.release(Outcome.SUCCEEDED, null));
        try (JenkinsRule.WebClient web = web()) {
            String url = job.getUrl() + "deployments/api/json";
            JSONObject json = web.getJSON(url).getJSONObject();
            for (int i = 0; i < 600 && json.getBoolean("incomplete"); i++) {
                json = web.getJSON(url).getJSONObject();
            }
            JSONObject slot = json.getJSONArray("slots").getJSONObject(0);
            assertThat(slot.getString("environment")).isEqualTo("production");
            assertThat(slot.getString("service")).isEqualTo("cart");
            assertThat(slot.getJSONObject("came").getString("digest")).isEqualTo(Releases.DIGEST);
            assertThat(slot.getJSONObject("came").getString("url")).isEqualTo("job/shop/1/release/");
        }
    }

    @Test
    void aFolderShowsTheJobsThatItsReaderMayReadAndNoOther() throws Exception {
        Folder folder = j.jenkins.createProject(Folder.class, "shop");
        WorkflowJob open = folder.createProject(WorkflowJob.class, "open");
        WorkflowJob secret = folder.createProject(WorkflowJob.class, "secret");
        Releases.put(open, "cart", Releases.HOSTILE);
        Releases.put(secret, "vault", "Bob");
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader", "outsider")
                .grant(Item.READ)
                .onItems(folder, open)
                .to("reader"));
        try (JenkinsRule.WebClient web = web().login("reader")) {
            HtmlPage page = web.goTo("job/shop/deployments/");
            assertThat(page.asNormalizedText())
                    .contains("cart", "open #7", Releases.HOSTILE)
                    .doesNotContain("vault", "secret");
            assertThat(page.getByXPath("//img[@src='x']")).isEmpty();
            assertThat(web.goTo("job/shop/deployments/api/json", "application/json")
                            .getWebResponse()
                            .getContentAsString())
                    .contains("cart")
                    .doesNotContain("vault", "secret");
            assertThatThrownBy(() -> web.goTo("job/shop/job/secret/deployments/"))
                    .isInstanceOf(FailingHttpStatusCodeException.class);
        }
        try (JenkinsRule.WebClient web = web().login("outsider")) {
            assertThatThrownBy(() -> web.goTo("job/shop/deployments/api/json", "application/json"))
                    .isInstanceOf(FailingHttpStatusCodeException.class);
        }
        try (JenkinsRule.WebClient web = web().login("admin")) {
            assertThat(web.goTo("job/shop/deployments/").asNormalizedText()).contains("vault", "secret #7");
        }
    }

    @Test
    void aRenamedJobKeepsWhatIsWhereUnderItsNewName() throws Exception {
        WorkflowJob job = j.jenkins.createProject(WorkflowJob.class, "old");
        Releases.put(job, "cart", "Alice");
        try (JenkinsRule.WebClient web = web()) {
            assertThat(web.goTo("job/old/deployments/").asNormalizedText()).contains("cart", "#7");
            job.renameTo("new");
            JSONObject json = web.getJSON("job/new/deployments/api/json").getJSONObject();
            assertThat(json.getJSONArray("slots")
                            .getJSONObject(0)
                            .getJSONObject("came")
                            .getString("job"))
                    .isEqualTo("new");
        }
    }

    @Test
    void fiveThousandBuildsAreNotReadToShowWhatIsWhere() throws Exception {
        FreeStyleProject job = j.createFreeStyleProject("long");
        Path first = j.buildAndAssertSuccess(job).getRootDir().toPath();
        String xml = Files.readString(first.resolve("build.xml"));
        String release = ReleaseJson.write(Releases.release(Outcome.SUCCEEDED, null));
        for (int i = 1; i <= 5000; i++) {
            Path build = first.resolveSibling(Integer.toString(i));
            Files.createDirectories(build.resolve("storefront"));
            Files.writeString(build.resolve("build.xml"), xml);
            Files.writeString(build.resolve("storefront/release.json"), release);
        }
        job.updateNextBuildNumber(5001);
        job.doReload();
        try (JenkinsRule.WebClient web = web()) {
            String url = job.getUrl() + "deployments/";
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> !web.getJSON(url + "api/json").getJSONObject().getBoolean("incomplete"));
            j.jenkins.getItemByFullName("long", FreeStyleProject.class).doReload();
            FreeStyleProject reloaded = j.jenkins.getItemByFullName("long", FreeStyleProject.class);
            assertThat(web.goTo(url).asNormalizedText()).contains("cart", "#5000");
            assertThat(reloaded.getLazyBuildMixIn()._getRuns().getLoadedBuilds())
                    .hasSizeLessThan(60);
        }
    }

    private JenkinsRule.WebClient web() {
        return j.createWebClient().withJavaScriptEnabled(false);
    }
}
