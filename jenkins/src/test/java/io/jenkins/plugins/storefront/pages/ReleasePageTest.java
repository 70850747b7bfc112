package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/** What the page of a run says of its release, and to whom. */
@WithJenkins
class ReleasePageTest {
    private JenkinsRule j;

    @BeforeEach
    void keep(JenkinsRule rule) {
        j = rule;
    }

    @Test
    void theReleaseOfARunIsShownAndHostileTextsStayTexts() throws Exception {
        WorkflowRun run = Releases.run(j, j.jenkins.createProject(WorkflowJob.class, "shop"), Releases.hostile());
        try (JenkinsRule.WebClient web = web()) {
            HtmlPage page = web.goTo(run.getUrl() + "release/");
            assertThat(page.getTitleText()).startsWith("Release");
            assertThat(page.getByXPath("//img[@src='x']")).isEmpty();
            assertThat(page.asNormalizedText())
                    .contains(Releases.HOSTILE, "CrashLoopBackOff", "Undone", "Not sent", "last line");
            assertThat(page.getByXPath("//main//script | //*[contains(@class,'storefront-page')]//*[@style]"))
                    .isEmpty();
            assertThat(page.getByXPath("//*[contains(@class,'storefront-page')]//table//th[not(@scope)]"))
                    .isEmpty();

            HtmlPage build = web.goTo(run.getUrl());
            assertThat(build.getByXPath("//img[@src='x']")).isEmpty();
            assertThat(build.asNormalizedText()).contains("rollouts: 1", "not sent: 1");
        }
    }

    @Test
    void theReleaseIsJsonToo() throws Exception {
        WorkflowRun run = Releases.run(j, j.jenkins.createProject(WorkflowJob.class, "shop"), Releases.hostile());
        try (JenkinsRule.WebClient web = web()) {
            JSONObject json = web.getJSON(run.getUrl() + "release/api/json").getJSONObject();
            JSONObject rollout = json.getJSONArray("deployments")
                    .getJSONObject(0)
                    .getJSONArray("rollouts")
                    .getJSONObject(0);
            assertThat(json.getString("outcome")).isEqualTo("UNDONE");
            assertThat(rollout.getJSONArray("images").getJSONObject(0).getString("digest"))
                    .isEqualTo(Releases.DIGEST);
            assertThat(rollout.getJSONArray("causes")
                            .getJSONObject(0)
                            .getJSONArray("log")
                            .getString(1))
                    .isEqualTo("last line");
            assertThat(rollout.getString("startedAt")).isEqualTo(Releases.START.toString());
        }
    }

    @Test
    void whoReadsChineseGetsChinese() throws Exception {
        WorkflowRun run = Releases.run(j, j.jenkins.createProject(WorkflowJob.class, "shop"), Releases.hostile());
        LocaleProvider before = LocaleProvider.getProvider();
        LocaleProvider.setProvider(new OfRequest());
        try (JenkinsRule.WebClient web = web()) {
            assertThat(chinese(web, run.getUrl() + "release/")).contains("发布", "时间线", "已撤销");
            assertThat(chinese(web, run.getParent().getUrl() + "deployments/")).contains("部署");
        } finally {
            LocaleProvider.setProvider(before);
        }
    }

    /** As Jenkins sets it when it starts as a web application, which the harness leaves out. */
    private static final class OfRequest extends LocaleProvider {
        @Override
        public Locale get() {
            StaplerRequest2 request = Stapler.getCurrentRequest2();
            return request == null ? Locale.ENGLISH : request.getLocale();
        }
    }

    private static String chinese(JenkinsRule.WebClient web, String path) throws Exception {
        WebRequest request = new WebRequest(web.createCrumbedUrl(path));
        request.setAdditionalHeader("Accept-Language", "zh-CN");
        HtmlPage page = web.getPage(request);
        return page.asNormalizedText();
    }

    @Test
    void aRunWithoutAReleaseHasNoPage() throws Exception {
        WorkflowRun run = Releases.run(j, j.jenkins.createProject(WorkflowJob.class, "plain"), null);
        assertThat(run.getAction(ReleaseAction.class)).isNull();
        assertThat(run.getParent().getAction(DeploymentsAction.class)).isNull();
    }

    @Test
    void aDamagedRecordIsSaidToBeDamaged() throws Exception {
        WorkflowRun run = Releases.run(j, j.jenkins.createProject(WorkflowJob.class, "shop"), null);
        Path book = Files.createDirectories(run.getRootDir().toPath().resolve("storefront"));
        Files.writeString(book.resolve("release.json"), "{\"images\":");
        try (JenkinsRule.WebClient web = web()) {
            assertThat(web.goTo(run.getUrl() + "release/").asNormalizedText()).contains("cannot be read");
            assertThat(web.goTo(run.getUrl()).asNormalizedText()).contains("Release");
        }
    }

    @Test
    void anImageSaysWhereJobsThatItsReaderMayReadPutIt() throws Exception {
        WorkflowRun run = Releases.run(j, j.jenkins.createProject(WorkflowJob.class, "build"), Releases.built());
        WorkflowJob open = j.jenkins.createProject(WorkflowJob.class, "deploy");
        WorkflowJob secret = j.jenkins.createProject(WorkflowJob.class, "secret");
        Releases.put(open, "production", "cart", "Ann");
        Files.createDirectories(open.getBuildDir().toPath().resolve("7"));
        Releases.put(secret, "vault", "cart", "Bob");
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .to("reader")
                .grant(Item.READ)
                .onItems(run.getParent(), open)
                .to("reader"));
        try (JenkinsRule.WebClient web = web().login("reader")) {
            HtmlPage page = web.goTo(run.getUrl() + "release/");
            assertThat(page.asNormalizedText())
                    .contains("serves in production", "deploy #7", "only tagged", "tested")
                    .doesNotContain("vault", "secret");
            assertThat(page.getAnchorByText("deploy #7").getHrefAttribute()).endsWith("/job/deploy/7/release/");
        }
    }

    private JenkinsRule.WebClient web() {
        return j.createWebClient().withJavaScriptEnabled(false);
    }
}
