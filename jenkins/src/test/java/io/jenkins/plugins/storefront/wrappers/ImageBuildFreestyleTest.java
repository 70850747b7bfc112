package io.jenkins.plugins.storefront.wrappers;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.tasks.Shell;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.steps.ImageBuildStep;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.docker.commons.fingerprint.DockerFingerprintAction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Image builds of freestyle jobs: as a build step and around the build steps, with what a Pipeline step would do and refuse. */
@WithJenkins
class ImageBuildFreestyleTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    private static ImageBuildStep step(String name, String from) {
        ImageBuildStep step = new ImageBuildStep();
        step.setImage(SANDBOX.registryDoor().address() + "/shop/" + name);
        step.setBuilder("jib");
        step.setBase("scratch");
        step.setLayers(List.of(Map.of("from", from, "into", "/app")));
        return step;
    }

    private static FreeStyleProject project() throws Exception {
        FreeStyleProject project = j.createFreeStyleProject();
        project.setScm(new SingleFileSCM("app.txt", "hello"));
        return project;
    }

    @Test
    void theBuildStepBuildsAndFingerprints() throws Exception {
        FreeStyleProject project = project();
        project.getBuildersList().add(new ImageBuildBuilder(step("step", "app.txt")));
        FreeStyleBuild build = j.buildAndAssertSuccess(project);
        j.assertLogContains("Pushed ", build);
        assertThat(build.getAction(DockerFingerprintAction.class)).isNotNull();
    }

    @Test
    void theWrapperTellsTheBuildStepsWhatItBuilt() throws Exception {
        FreeStyleProject project = project();
        project.getBuildWrappersList().add(new ImageBuildWrapper(step("wrapper", "app.txt")));
        project.getBuildersList().add(new Shell("echo \"got $STOREFRONT_IMAGE reused $STOREFRONT_IMAGE_REUSED\""));
        String log = JenkinsRule.getLog(j.buildAndAssertSuccess(project));
        assertThat(log)
                .containsPattern(
                        "got " + SANDBOX.registryDoor().address() + "/shop/wrapper@sha256:[0-9a-f]{64} reused false");
        assertThat(JenkinsRule.getLog(j.buildAndAssertSuccess(project))).contains("reused true");
    }

    @Test
    void bothRefuseWhatTheStepRefuses() throws Exception {
        FreeStyleProject one = project();
        one.getBuildersList().add(new ImageBuildBuilder(step("none", "missing.txt")));
        FreeStyleProject other = project();
        other.getBuildWrappersList().add(new ImageBuildWrapper(step("none", "missing.txt")));
        for (FreeStyleProject project : List.of(one, other)) {
            FreeStyleBuild build = j.buildAndAssertStatus(Result.FAILURE, project);
            j.assertLogContains("imageBuild: layers: there is no 'missing.txt'", build);
            j.assertLogNotContains("\tat ", build);
        }
    }

    @Test
    void theFormsGiveBackWhatTheyWereGiven() throws Exception {
        FreeStyleProject project = j.createFreeStyleProject();
        ImageBuildStep step = new ImageBuildStep();
        step.setImage("registry.example.com/shop/cart");
        step.setMaxAge("12h");
        step.setReuse(false);
        project.getBuildersList().add(new ImageBuildBuilder(step));
        project.getBuildWrappersList().add(new ImageBuildWrapper(step));
        FreeStyleProject back = j.configRoundtrip(project);
        j.assertEqualDataBoundBeans(
                step, back.getBuildersList().get(ImageBuildBuilder.class).getRequest());
        j.assertEqualDataBoundBeans(
                step, back.getBuildWrappersList().get(ImageBuildWrapper.class).getRequest());
    }
}
