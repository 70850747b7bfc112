package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.wrappers.ImagePromoteBuilder;
import io.jenkins.plugins.storefront.wrappers.ImageTagBuilder;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code imagePromote}, {@code imageTag} and {@code imageExists}. */
@WithJenkins
class ImagePromoteStepTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
    }

    private static String image(String rest) {
        return SANDBOX.registryDoor().address() + "/" + rest;
    }

    /** Builds a small image of that name with the tag 7. */
    private static String build(String name) {
        return "node { writeFile file: 'app.txt', text: '" + name + "'\n built = imageBuild(image: '"
                + image("staging/" + name) + "', tags: '7', builder: 'jib', base: 'scratch',"
                + " layers: [[from: 'app.txt', into: '/app']]) }\n";
    }

    @Test
    void theFormsGiveBackWhatTheyWereGiven() throws Exception {
        ImagePromoteStep promote =
                new ImagePromoteStep("registry.example.com/shop/cart:7", "registry.example.com/prod/cart");
        promote.setTags("1.4.2");
        promote.setCredentialsId("production");
        promote.setFromCredentialsId("staging");
        j.assertEqualDataBoundBeans(promote, new StepConfigTester(j).configRoundTrip(promote));
        ImageTagStep tag = new ImageTagStep("registry.example.com/shop/cart:7", "stable");
        tag.setCredentialsId("production");
        j.assertEqualDataBoundBeans(tag, new StepConfigTester(j).configRoundTrip(tag));
        ImageExistsStep exists = new ImageExistsStep("registry.example.com/shop/cart:7");
        j.assertEqualDataBoundBeans(exists, new StepConfigTester(j).configRoundTrip(exists));
    }

    @Test
    void theSnippetsAreWhatAPersonWouldWrite() throws Exception {
        SnippetizerTester snippets = new SnippetizerTester(j);
        ImagePromoteStep promote =
                new ImagePromoteStep("registry.example.com/shop/cart:7", "registry.example.com/prod/cart");
        promote.setTags("stable");
        snippets.assertRoundTrip(
                promote,
                "imagePromote from: 'registry.example.com/shop/cart:7', tags: 'stable', to: 'registry.example.com/prod/cart'");
        snippets.assertRoundTrip(
                new ImageTagStep("registry.example.com/shop/cart:7", "stable"),
                "imageTag image: 'registry.example.com/shop/cart:7', tags: 'stable'");
        snippets.assertRoundTrip(
                new ImageExistsStep("registry.example.com/shop/cart:7"),
                "imageExists 'registry.example.com/shop/cart:7'");
    }

    @Test
    void aSandboxedPipelinePromotesWithoutAnExecutorAndOnAnAgent() throws Exception {
        j.createOnlineSlave(hudson.model.Label.get("promotes"));
        String log = Pipelines.run(
                j,
                "promote",
                Result.SUCCESS,
                "def built\n" + build("cart") + "def copy = imagePromote from: built.reference, to: '"
                        + image("prod/cart")
                        + "', tags: ['1.0', 'stable']\n"
                        + "echo \"same ${copy.digest == built.digest} platforms ${copy.platforms.keySet()}\"\n"
                        + "node('promotes') { imageTag image: copy.reference, tags: 'onAgent'\n"
                        + " echo \"exists ${imageExists '" + image("prod/cart:onAgent") + "'} ${imageExists '"
                        + image("prod/cart:none") + "'}\" }");
        assertThat(log)
                .contains("same true platforms [linux/amd64]", "exists true false")
                .containsPattern("Promoted .*/staging/cart@sha256:.* to .*/prod/cart as 1.0, stable")
                .containsPattern("Tagged .*/prod/cart@sha256:.* as onAgent");
        assertThat(SANDBOX.registry().images())
                .anyMatch(found -> found.reference().repository().equals("prod/cart")
                        && found.tags().equals(java.util.List.of("1.0", "onAgent", "stable")));
    }

    @Test
    void freestyleJobsPromoteAndTag() throws Exception {
        Pipelines.run(j, "before", Result.SUCCESS, "def built\n" + build("free"));
        FreeStyleProject job = j.createFreeStyleProject("freestyle");
        ImagePromoteStep promote = new ImagePromoteStep(image("staging/free:7"), image("prod/free"));
        job.getBuildersList().add(new ImagePromoteBuilder(promote));
        job.getBuildersList().add(new ImageTagBuilder(new ImageTagStep(image("prod/free:7"), "stable")));
        j.configRoundtrip(job);
        j.assertEqualDataBoundBeans(
                promote, job.getBuildersList().get(ImagePromoteBuilder.class).getRequest());
        j.assertLogContains("as stable", j.buildAndAssertSuccess(job));
    }

    @Test
    void aMistakeIsOneLine() throws Exception {
        assertThat(Pipelines.run(
                        j,
                        "mistake",
                        Result.FAILURE,
                        "imagePromote from: '" + image("staging/none:7") + "', to: '" + image("prod/none") + "'"))
                .contains("imagePromote: there is no " + image("staging/none:7"))
                .doesNotContain("\tat ");
    }
}
