package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.FilePath;
import hudson.Functions;
import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import java.time.Duration;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class ImageBuildStepTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    /** A step that builds one small file into an image, as a Jenkinsfile writes it. */
    private static String build(String name) {
        return "imageBuild(image: '" + SANDBOX.registryDoor().address() + "/shop/" + name
                + "', builder: 'jib', base: 'scratch', layers: [[from: 'app.txt', into: '/app']], entrypoint: ['/app/app.txt'])";
    }

    @Test
    void theFormGivesBackWhatItWasGiven() throws Exception {
        ImageBuildStep step = new ImageBuildStep();
        step.setImage("registry.example.com/shop/cart");
        step.setService("cart");
        step.setTags("1.4.2");
        step.setContext("cart");
        step.setDockerfile("cart/Dockerfile");
        step.setTarget("run");
        step.setPull(true);
        step.setNoCache(true);
        step.setPush(false);
        step.setCredentialsId("registry");
        step.setBuilder("docker");
        step.setBase("scratch");
        step.setEntrypoint("/app/run");
        step.setCmd("serve");
        step.setPorts("8080");
        step.setUser("1000");
        step.setWorkdir("/app");
        step.setVolumes("/data");
        step.setSsh("default");
        step.setPlatforms("linux/amd64");
        step.setCacheFrom("registry.example.com/cache:1");
        step.setCacheTo("registry.example.com/cache:2");
        step.setRegistry("registry.example.com/shop");
        step.setReuse(false);
        step.setMaxAge("12h");
        step.setExplain(true);
        step.setServices("changed");
        step.setParallel(8);
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void anEmptyFormGivesTheDefaults() throws Exception {
        ImageBuildStep step = new ImageBuildStep();
        j.assertEqualDataBoundBeans(step, new StepConfigTester(j).configRoundTrip(step));
    }

    @Test
    void theSnippetIsWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        ImageBuildStep step = new ImageBuildStep();
        step.setService("cart");
        snippets.assertRoundTrip(step, "imageBuild service: 'cart'");
        step.setService(null);
        step.setImage("registry.example.com/shop/cart");
        step.setTags("1.4.2");
        step.setNoCache(true);
        step.setPush(false);
        snippets.assertRoundTrip(
                step, "imageBuild image: 'registry.example.com/shop/cart', noCache: true, push: false, tags: '1.4.2'");
    }

    @Test
    void aSandboxedPipelineBuildsOnAnAgent() throws Exception {
        j.createOnlineSlave(hudson.model.Label.get("builds"));
        String log = Pipelines.run(
                j,
                "builds",
                Result.SUCCESS,
                "node('builds') { writeFile file: 'app.txt', text: 'hello'\n def built = " + build("cart")
                        + "\n echo \"digest ${built.digest} pushed ${built.pushed}\" }");
        assertThat(log).contains("Pushed ").containsPattern("digest sha256:[0-9a-f]{64} pushed true");
        assertThat(SANDBOX.registry().images())
                .anyMatch(image -> image.reference().repository().equals("shop/cart")
                        && image.tags().contains("1"));
    }

    @Test
    void outsideNodeTheMistakeIsNamed() throws Exception {
        assertThat(Pipelines.run(j, "nowhere", Result.FAILURE, build("cart")))
                .contains("this needs a workspace; put it inside 'node'")
                .doesNotContain("\tat ");
    }

    @Test
    void anAbortKillsTheProgramThatBuilds() throws Exception {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
        WorkflowRun run = Pipelines.start(
                j,
                "docker",
                "node { dir('bin') {"
                        + " writeFile file: 'docker', text: '#!/bin/sh\\n[ \"$1\" != buildx ] || exit 1\\n[ \"$1\" != version ] || { echo 1; exit; }\\necho $$ > pid.new; mv pid.new \"$(dirname \"$0\")/pid\"; exec sleep 600\\n' }\n"
                        + " writeFile file: 'Dockerfile', text: 'FROM scratch'\n sh 'chmod +x bin/docker'\n withEnv([\"PATH=${pwd()}/bin:${env.PATH}\"]) {"
                        + " imageBuild image: '" + SANDBOX.registryDoor().address()
                        + "/shop/slow', builder: 'docker', reuse: false } }");
        FilePath pid = j.jenkins.getWorkspaceFor(run.getParent()).child("bin/pid");
        await().atMost(Duration.ofSeconds(30)).until(pid::exists);
        ProcessHandle docker =
                ProcessHandle.of(Long.parseLong(pid.readToString().strip())).orElseThrow();

        assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));

        await().atMost(Duration.ofSeconds(5)).until(() -> !docker.isAlive());
        assertThat(JenkinsRule.getLog(run)).contains("the build was stopped");
    }

    @Test
    void anAbortEndsABuildWhoseRegistryIsSilent() throws Exception {
        SANDBOX.registryDoor().shut();
        try {
            WorkflowRun run = Pipelines.start(
                    j, "silent", "node { writeFile file: 'app.txt', text: 'hello'\n " + build("silent") + " }");
            await().until(SANDBOX.registryDoor()::isHolding);
            assertThat(Pipelines.abort(j, run)).isLessThan(Duration.ofSeconds(5));
            assertThat(JenkinsRule.getLog(run)).contains("the build was stopped");
        } finally {
            SANDBOX.registryDoor().drop();
        }
    }
}
