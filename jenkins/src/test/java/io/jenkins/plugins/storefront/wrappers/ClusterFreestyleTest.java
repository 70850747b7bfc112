package io.jenkins.plugins.storefront.wrappers;

import static io.jenkins.plugins.storefront.fixture.SandboxServices.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.tasks.Shell;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import io.jenkins.plugins.storefront.steps.ClusterRolloutStep;
import io.jenkins.plugins.storefront.steps.ClusterScaleStep;
import io.jenkins.plugins.storefront.steps.ClusterUndoStep;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Rollout, undo and scale as build steps, and a cluster around build steps and Pipeline blocks. */
@WithJenkins
class ClusterFreestyleTest {
    private static final String LOOK = """
            stat -c 'mode %a' "$KUBECONFIG"
            echo "file $KUBECONFIG"
            grep -o '"namespace":"[a-z]*"' "$KUBECONFIG"
            grep -c insecure-skip-tls-verify "$KUBECONFIG" || true
            """;

    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    private static ClusterRolloutStep rollout(String app, String image) {
        ClusterRolloutStep step = new ClusterRolloutStep();
        step.setCluster("shop");
        step.setText(deployment(app, image));
        return step;
    }

    private static String live(String app) throws Exception {
        return SANDBOX.call("GET", "/apis/apps/v1/namespaces/default/deployments/" + app);
    }

    @Test
    void buildStepsRollOutScaleAndUndo() throws Exception {
        FreeStyleProject first = j.createFreeStyleProject();
        first.getBuildersList().add(new ClusterRolloutBuilder(rollout("free", "shop/free:1")));
        j.buildAndAssertSuccess(first);

        ClusterScaleStep scale = new ClusterScaleStep("free", 2);
        scale.setCluster("shop");
        FreeStyleProject second = j.createFreeStyleProject();
        second.getBuildersList().add(new ClusterScaleBuilder(scale));
        j.buildAndAssertSuccess(second);
        assertThat(live("free")).contains("\"replicas\":2");

        ClusterUndoStep undo = new ClusterUndoStep();
        undo.setCluster("shop");
        undo.setService("free");
        FreeStyleProject third = j.createFreeStyleProject();
        third.getBuildersList().add(new ClusterRolloutBuilder(rollout("free", "shop/free:2")));
        third.getBuildersList().add(new ClusterUndoBuilder(undo));
        j.buildAndAssertSuccess(third);
        assertThat(live("free")).contains("shop/free:1").doesNotContain("shop/free:2");
    }

    @Test
    void aRolloutThatFailsFailsTheBuildWithItsCause() throws Exception {
        SANDBOX.cluster().behave("broken", Behaviour.CRASH);
        FreeStyleProject project = j.createFreeStyleProject();
        project.getBuildersList().add(new ClusterRolloutBuilder(rollout("broken", "shop/broken:1")));
        FreeStyleBuild build = j.buildAndAssertStatus(Result.FAILURE, project);
        j.assertLogContains("container broken exits with 1", build);
        j.assertLogNotContains("\tat ", build);
    }

    @Test
    void theWrapperGivesAPrivateKubeconfigAndTakesItAway() throws Exception {
        FreeStyleProject project = j.createFreeStyleProject();
        ClusterWrapper wrapper = new ClusterWrapper("shop");
        wrapper.setNamespace("shop");
        project.getBuildWrappersList().add(wrapper);
        project.getBuildersList().add(new Shell(LOOK));
        theFileWasPrivateAndIsGone(JenkinsRule.getLog(j.buildAndAssertSuccess(project)));
    }

    @Test
    void theBlockGivesAPrivateKubeconfigAndTakesItAwayAlsoWhereItFails() throws Exception {
        theFileWasPrivateAndIsGone(Pipelines.run(
                j,
                "block",
                Result.FAILURE,
                "node { withCluster(cluster: 'shop', namespace: 'shop') { sh '''" + LOOK + "false''' } }"));
    }

    private static void theFileWasPrivateAndIsGone(String log) {
        assertThat(log).contains("mode 600", "\"namespace\":\"shop\"").containsPattern("(?m)^0$");
        Matcher file = Pattern.compile("(?m)^file (/.+)$").matcher(log);
        assertThat(file.find()).isTrue();
        assertThat(file.group(1)).contains("@tmp/");
        assertThat(Path.of(file.group(1))).doesNotExist();
    }
}
