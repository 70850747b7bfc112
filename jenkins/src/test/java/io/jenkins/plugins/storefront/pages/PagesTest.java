package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.storefront.delivery.ledger.FileLedgerStore;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.Digest;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.PromotedImage;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.release.ReleaseJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
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

@WithJenkins
class PagesTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final String HOSTILE = "<img src=x onerror=alert(1)>${7*7}'\"";
    private static final String DIGEST = "sha256:" + "a".repeat(64);

    private JenkinsRule j;

    @BeforeEach
    void keep(JenkinsRule rule) {
        j = rule;
    }

    @Test
    void theReleaseOfARunIsShownAndHostileTextsStayTexts() throws Exception {
        WorkflowRun run = run(j.jenkins.createProject(WorkflowJob.class, "shop"), hostile());
        try (JenkinsRule.WebClient web = web()) {
            HtmlPage page = web.goTo(run.getUrl() + "release/");
            assertThat(page.getTitleText()).startsWith("Release");
            assertThat(page.getByXPath("//img[@src='x']")).isEmpty();
            assertThat(page.asNormalizedText())
                    .contains(HOSTILE, "CrashLoopBackOff", "Undone", "Not sent", "last line");
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
        WorkflowRun run = run(j.jenkins.createProject(WorkflowJob.class, "shop"), hostile());
        try (JenkinsRule.WebClient web = web()) {
            JSONObject json = web.getJSON(run.getUrl() + "release/api/json").getJSONObject();
            JSONObject rollout = json.getJSONArray("deployments")
                    .getJSONObject(0)
                    .getJSONArray("rollouts")
                    .getJSONObject(0);
            assertThat(json.getString("outcome")).isEqualTo("UNDONE");
            assertThat(rollout.getJSONArray("images").getJSONObject(0).getString("digest"))
                    .isEqualTo(DIGEST);
            assertThat(rollout.getJSONArray("causes")
                            .getJSONObject(0)
                            .getJSONArray("log")
                            .getString(1))
                    .isEqualTo("last line");
            assertThat(rollout.getString("startedAt")).isEqualTo(START.toString());
        }
    }

    @Test
    void whoReadsChineseGetsChinese() throws Exception {
        WorkflowRun run = run(j.jenkins.createProject(WorkflowJob.class, "shop"), hostile());
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
        WorkflowRun run = run(j.jenkins.createProject(WorkflowJob.class, "plain"), null);
        assertThat(run.getAction(ReleaseAction.class)).isNull();
        assertThat(run.getParent().getAction(DeploymentsAction.class)).isNull();
    }

    @Test
    void aDamagedRecordIsSaidToBeDamaged() throws Exception {
        WorkflowRun run = run(j.jenkins.createProject(WorkflowJob.class, "shop"), null);
        Path book = Files.createDirectories(run.getRootDir().toPath().resolve("storefront"));
        Files.writeString(book.resolve("release.json"), "{\"images\":");
        try (JenkinsRule.WebClient web = web()) {
            assertThat(web.goTo(run.getUrl() + "release/").asNormalizedText()).contains("cannot be read");
            assertThat(web.goTo(run.getUrl()).asNormalizedText()).contains("Release");
        }
    }

    @Test
    void whatIsWhereIsMadeAnewFromTheBuildsWhereItIsMissing() throws Exception {
        WorkflowJob job = j.jenkins.createProject(WorkflowJob.class, "shop");
        run(job, release(Outcome.SUCCEEDED, null));
        try (JenkinsRule.WebClient web = web()) {
            String url = job.getUrl() + "deployments/api/json";
            JSONObject json = web.getJSON(url).getJSONObject();
            for (int i = 0; i < 600 && json.getBoolean("incomplete"); i++) {
                json = web.getJSON(url).getJSONObject();
            }
            JSONObject slot = json.getJSONArray("slots").getJSONObject(0);
            assertThat(slot.getString("environment")).isEqualTo("production");
            assertThat(slot.getString("service")).isEqualTo("cart");
            assertThat(slot.getJSONObject("came").getString("digest")).isEqualTo(DIGEST);
            assertThat(slot.getJSONObject("came").getString("url")).isEqualTo("job/shop/1/release/");
        }
    }

    @Test
    void anImageSaysWhereJobsThatItsReaderMayReadPutIt() throws Exception {
        WorkflowRun run = run(j.jenkins.createProject(WorkflowJob.class, "build"), built());
        WorkflowJob open = j.jenkins.createProject(WorkflowJob.class, "deploy");
        WorkflowJob secret = j.jenkins.createProject(WorkflowJob.class, "secret");
        put(open, "production", "cart", "Ann");
        Files.createDirectories(open.getBuildDir().toPath().resolve("7"));
        put(secret, "vault", "cart", "Bob");
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

    @Test
    void aFolderShowsTheJobsThatItsReaderMayReadAndNoOther() throws Exception {
        Folder folder = j.jenkins.createProject(Folder.class, "shop");
        WorkflowJob open = folder.createProject(WorkflowJob.class, "open");
        WorkflowJob secret = folder.createProject(WorkflowJob.class, "secret");
        put(open, "cart", HOSTILE);
        put(secret, "vault", "Bob");
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
                    .contains("cart", "open #7", HOSTILE)
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
        put(job, "cart", "Alice");
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
        String release = ReleaseJson.write(release(Outcome.SUCCEEDED, null));
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

    private WorkflowRun run(WorkflowJob job, Release release) throws Exception {
        job.setDefinition(new CpsFlowDefinition("", true));
        WorkflowRun run = j.buildAndAssertSuccess(job);
        if (release != null) {
            Path book = Files.createDirectories(run.getRootDir().toPath().resolve("storefront"));
            Files.writeString(book.resolve("release.json"), ReleaseJson.write(release));
        }
        return run;
    }

    /** What run 7 of that job put to production; no such run is there any more. */
    private static void put(WorkflowJob job, String service, String by) throws Exception {
        put(job, "production", service, by);
    }

    private static void put(WorkflowJob job, String place, String service, String by) throws Exception {
        Path file = job.getRootDir().toPath().resolve("storefront-deployments.json");
        FileLedgerStore.open(file, job.getFullName())
                .add(List.of(new Placement(
                        place,
                        service,
                        "registry.example/" + service + "@" + DIGEST,
                        DIGEST,
                        START,
                        Outcome.SUCCEEDED,
                        job.getFullName(),
                        7,
                        by)));
    }

    private static Release built() {
        ImageReference image = new ImageReference("registry.example", "cart", null, new Digest(DIGEST));
        return Release.empty()
                .with(new BuiltImage(
                        new ServiceName("cart"),
                        image,
                        new Digest(DIGEST),
                        List.of("1"),
                        1000,
                        Duration.ofSeconds(1),
                        "jib",
                        true))
                .with(new PromotedImage(image, image, List.of("tested")));
    }

    private static Release hostile() {
        return release(Outcome.UNDONE, true)
                .with(new Release.Notice("1", "slack", HOSTILE, "", "", null, START, HOSTILE))
                .with(new Release.Notice("2", "mail", "a@example.com", HOSTILE, HOSTILE, "ref", START, null));
    }

    private static Release release(Outcome outcome, Boolean undone) {
        return Release.empty()
                .with(new Release.Deployment(
                        "d",
                        HOSTILE,
                        "production",
                        UndoPolicy.ON_FAILURE,
                        START,
                        START.plusSeconds(60),
                        outcome,
                        HOSTILE))
                .with(new Release.Rollout(
                        "r",
                        "d",
                        HOSTILE,
                        "shop",
                        List.of(new WorkloadRef("apps/v1", "Deployment", "shop", HOSTILE)),
                        Map.of("registry.example/cart", "registry.example/cart@" + DIGEST),
                        START,
                        START.plusSeconds(30),
                        outcome == Outcome.UNDONE ? Outcome.FAILED : outcome,
                        HOSTILE,
                        outcome == Outcome.UNDONE
                                ? List.of(new FailureCause(
                                        "CrashLoopBackOff",
                                        HOSTILE,
                                        HOSTILE,
                                        HOSTILE,
                                        HOSTILE,
                                        1,
                                        List.of(HOSTILE, "last line")))
                                : List.of(),
                        undone));
    }
}
