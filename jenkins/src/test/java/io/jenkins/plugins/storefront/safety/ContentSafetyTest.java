package io.jenkins.plugins.storefront.safety;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.Functions;
import hudson.model.Result;
import io.jenkins.plugins.storefront.config.ClusterConnection;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.PluginClasses;
import io.jenkins.plugins.storefront.fixture.SandboxConfiguration;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jenkins.MasterToSlaveFileCallable;
import jenkins.security.MasterToSlaveCallable;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a Jenkinsfile, a manifest, an agent or an admin writes does no harm on the controller. See docs/security.md. */
@WithJenkins
class ContentSafetyTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static final String CONFIDENTIAL = "what-only-the-controller-may-read";

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
        j.jenkins.getRootPath().child("workspace/outside.yaml").write("kind: " + CONFIDENTIAL, "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clusterRollout cluster: 'shop', manifests: '../outside.yaml'",
                "clusterRollout cluster: 'shop', manifests: 'link.yaml'",
                "clusterRollout cluster: 'shop', manifests: 'folder/../../outside.yaml'",
                "slackNotify template: '../outside.yaml', failOnError: true",
                "emailNotify to: 'a@example.com', template: 'link.yaml', failOnError: true",
                "imageBuild image: 'REGISTRY/shop/out', builder: 'jib', base: 'scratch', layers: [[from: '../outside.yaml', into: '/x']]",
                "imageBuild image: 'REGISTRY/shop/out', builder: 'jib', base: 'scratch', layers: [[from: 'link.yaml', into: '/x']]"
            })
    void pathsStayInTheWorkspace(String step) throws Exception {
        Assumptions.assumeFalse(Functions.isWindows(), "the workspace has a symbolic link");
        WorkflowJob job = j.createProject(WorkflowJob.class);
        FilePath workspace = j.jenkins.getWorkspaceFor(job);
        workspace.child("folder").mkdirs();
        workspace.child("link.yaml").symlinkTo("../outside.yaml", j.createTaskListener());
        int before = SANDBOX.registry().images().size();
        job.setDefinition(new CpsFlowDefinition(
                "node { " + step.replace("REGISTRY", SANDBOX.registryDoor().address()) + " }", true));
        WorkflowRun run = j.buildAndAssertStatus(Result.FAILURE, job);
        assertThat(JenkinsRule.getLog(run)).doesNotContain(CONFIDENTIAL).doesNotContain("\tat ");
        assertThat(SANDBOX.registry().images()).hasSize(before);
    }

    @Test
    void yamlMakesNoObjects() throws Exception {
        Path file = j.jenkins.getRootDir().toPath().resolve("made-by-yaml");
        String log = Pipelines.run(
                j,
                "yaml",
                Result.FAILURE,
                "clusterRollout cluster: 'shop', text: '!!java.io.FileOutputStream [\"" + file + "\"]'");
        assertThat(file).doesNotExist();
        assertThat(log).doesNotContain("\tat ");
    }

    @Test
    void nothingReadsTheControllersEnvironment() throws Exception {
        Pipelines.run(
                j,
                "environment",
                Result.SUCCESS,
                "slackNotify message: 'it is $PATH ${PATH} {{PATH}} {{env.PATH}}'\n"
                        + "emailNotify to: 'a@example.com', subject: 's', body: 'it is $PATH ${PATH} {{env.PATH}}'");
        assertThat(SANDBOX.slack().messages())
                .anyMatch(message -> (message.text() + message.blocks()).contains("$PATH ${PATH}"))
                .noneMatch(message -> (message.text() + message.blocks()).contains(System.getenv("PATH")));
        assertThat(SANDBOX.mail().messages())
                .anyMatch(mail -> mail.text().contains("$PATH ${PATH}"))
                .noneMatch(mail -> (mail.text() + mail.html()).contains(System.getenv("PATH")));
    }

    @Test
    void secretsAreInNoFileOfTheRunAndInNoMessage() throws Exception {
        SandboxConfiguration.text("password", "s3cr3t-of-the-shop");
        WorkflowRun run = Pipelines.start(
                j,
                "secrets",
                "withCredentials([string(credentialsId: 'password', variable: 'PASSWORD')]) {\n"
                        + "  slackNotify message: \"the password is ${PASSWORD}\"\n"
                        + "  emailNotify to: 'a@example.com', subject: \"${PASSWORD}\", body: \"it is ${PASSWORD}\"\n"
                        + "  deployStage(name: \"Production ${PASSWORD}\", environment: 'production', undo: 'onFailure') {\n"
                        + "    clusterRollout text: '" + deployment("secret", "secret:1") + "'\n"
                        + "    error \"failed with ${PASSWORD}\"\n  }\n}");
        assertThat(Pipelines.ended(j, Result.FAILURE, run)).contains("Told #releases", "****");
        assertThat(SANDBOX.slack().messages())
                .noneMatch(message -> (message.text() + message.blocks()).contains("s3cr3t-of-the-shop"));
        assertThat(SANDBOX.mail().messages())
                .noneMatch(mail -> (mail.subject() + mail.text() + mail.html()).contains("s3cr3t-of-the-shop"));
        // The tokens that our steps looked up themselves are nowhere; Pipeline's own program.dat may hold a step's
        // arguments
        for (String secret : List.of(
                SANDBOX.cluster().adminToken().reveal(), SANDBOX.slack().token().reveal())) {
            assertThat(filesWith(run.getRootDir().toPath(), secret)).isEmpty();
        }
        assertThat(filesWith(run.getRootDir().toPath(), "s3cr3t-of-the-shop"))
                .allMatch(file -> file.endsWith("program.dat"));
        assertThat(JenkinsRule.getLog(run)).doesNotContain("s3cr3t-of-the-shop");
        try (JenkinsRule.WebClient web = j.createWebClient().withJavaScriptEnabled(false)) {
            for (String page : List.of("", "release/", "flowGraphTable/")) {
                assertThat(web.goTo(run.getUrl() + page).getWebResponse().getContentAsString())
                        .as(page)
                        .doesNotContain("s3cr3t-of-the-shop");
            }
            assertThat(web.goTo(run.getUrl() + "release/").asNormalizedText()).contains("Production ****");
        }
    }

    @Test
    void theConfigurationPageEscapesWhatItShows() throws Exception {
        List<ClusterConnection> before = StorefrontConfiguration.get().getClusters();
        List<ClusterConnection> all = new ArrayList<>(before);
        ClusterConnection evil = new ClusterConnection("evil\"><img src=x onerror=alert(1)>");
        evil.setNamespace("</textarea><script>alert(2)</script>");
        evil.setCaCertificate("</textarea><script>alert(3)</script>");
        all.add(evil);
        StorefrontConfiguration.get().setClusters(all);
        try (JenkinsRule.WebClient web = j.createWebClient()) {
            List<String> alerts = new ArrayList<>();
            web.setAlertHandler((page, message) -> alerts.add(message));
            HtmlPage page = web.goTo("manage/storefront/");
            assertThat(page.querySelectorAll("img[src=x]")).isEmpty();
            assertThat(alerts).isEmpty();
        } finally {
            StorefrontConfiguration.get().setClusters(before);
        }
    }

    @Test
    void nothingOfOursRunsOnTheControllerForAnAgent() {
        assertThat(PluginClasses.all().stream()
                        .filter(hudson.remoting.Callable.class::isAssignableFrom)
                        .filter(type -> !type.isInterface()))
                .allMatch(MasterToSlaveCallable.class::isAssignableFrom);
        assertThat(PluginClasses.all().stream()
                        .filter(hudson.FilePath.FileCallable.class::isAssignableFrom)
                        .filter(type -> !type.isInterface()))
                .isNotEmpty()
                .allMatch(MasterToSlaveFileCallable.class::isAssignableFrom);
    }

    private static List<Path> filesWith(Path folder, String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    found.add(file);
                }
            }
            return found;
        }
    }
}
