package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.ExtensionList;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import java.net.URL;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.pipeline.modeldefinition.generator.DirectiveGenerator;
import org.jenkinsci.plugins.pipeline.modeldefinition.generator.OptionsDirective;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Steps with a block are options of a declarative Pipeline and of its stages, and the Directive Generator writes them. */
@WithJenkins
class DirectiveGeneratorTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void keep(JenkinsRule rule) {
        j = rule;
    }

    private static String generated(Class<?> step, JSONObject form) throws Exception {
        JSONObject directive = new JSONObject();
        directive.put("$class", OptionsDirective.class.getName());
        directive.put("stapler-class", OptionsDirective.class.getName());
        form.put("$class", step.getName());
        form.put("stapler-class", step.getName());
        directive.put("options", JSONArray.fromObject(List.of(form)));
        try (JenkinsRule.WebClient web = j.createWebClient()) {
            WebRequest request = new WebRequest(new URL(j.getURL(), DirectiveGenerator.GENERATE_URL), HttpMethod.POST);
            request.setRequestParameters(List.of(
                    new NameValuePair("json", directive.toString()), new NameValuePair("Jenkins-Crumb", "test")));
            return web.getPage(request).getWebResponse().getContentAsString().trim();
        }
    }

    @Test
    void everyStepWithABlockIsOffered() {
        List<String> blocks = StepDescriptor.all().stream()
                .filter(one -> one.clazz.getName().startsWith("io.jenkins.plugins.storefront."))
                .filter(StepDescriptor::takesImplicitBlockArgument)
                .map(StepDescriptor::getFunctionName)
                .toList();
        assertThat(blocks).isNotEmpty().allMatch(name -> StepCase.all(SANDBOX).stream()
                .anyMatch(one -> one.function().equals(name)));
        for (boolean stage : new boolean[] {false, true}) {
            assertThat(ExtensionList.lookupSingleton(OptionsDirective.DescriptorImpl.class)
                            .getDescriptorsForContext(stage))
                    .filteredOn(StepDescriptor.class::isInstance)
                    .extracting(one -> ((StepDescriptor) one).getFunctionName())
                    .containsAll(blocks);
        }
    }

    @Test
    void anOptionIsWhatAPersonWouldWrite() throws Exception {
        JSONObject stage = new JSONObject();
        stage.put("name", "Production");
        stage.put("environment", "production");
        stage.put("undo", "");
        assertThat(generated(DeployStageStep.class, stage))
                .isEqualTo("options {\n  deployStage(environment: 'production', name: 'Production')\n}");
        JSONObject rules = new JSONObject();
        rules.put("rules", "- {topics: failed, slack: '#ops'}");
        assertThat(generated(WithNoticesStep.class, rules))
                .isEqualTo("options {\n  withNotices('- {topics: failed, slack: \\'#ops\\'}')\n}");
        JSONObject cluster = new JSONObject();
        cluster.put("cluster", "shop");
        cluster.put("namespace", "");
        assertThat(generated(WithClusterStep.class, cluster)).isEqualTo("options {\n  withCluster(cluster: 'shop')\n}");
    }
}
