package io.jenkins.plugins.storefront.wrappers;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.steps.ImageBuildStep;
import java.util.List;
import java.util.Map;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlTextArea;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Maps of a step in a freestyle job's form: lines to change, checked, and never lost. */
@WithJenkins
class FreestyleMapsTest {
    private static FreeStyleProject project(JenkinsRule j) throws Exception {
        ImageBuildStep step = new ImageBuildStep();
        step.setImage("registry.example.com/shop/cart");
        step.setLabels(Map.of("team", "cart"));
        FreeStyleProject project = j.createFreeStyleProject();
        project.getBuildersList().add(new ImageBuildBuilder(step));
        return project;
    }

    private static Map<String, String> labels(FreeStyleProject project) {
        return project.getBuildersList()
                .get(ImageBuildBuilder.class)
                .getRequest()
                .getLabels();
    }

    /** Status of the answer. */
    private static int save(JenkinsRule j, FreeStyleProject project, String labels) throws Exception {
        try (JenkinsRule.WebClient web = j.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            HtmlForm form = web.getPage(project, "configure").getFormByName("config");
            // Those of other steps, which are there to be added, are empty
            List<HtmlTextArea> areas = form.getTextAreasByName("_.labels").stream()
                    .filter(one -> !one.getText().isEmpty())
                    .toList();
            assertThat(areas).extracting(HtmlTextArea::getText).containsExactly("team=cart");
            assertThat(areas.get(0).getAttribute("checkUrl")).contains("checkLabels");
            assertThat(form.getTextAreasByName("_.buildArgs"))
                    .extracting(HtmlTextArea::getText)
                    .containsOnly("");
            areas.get(0).setText(labels);
            return j.submit(form).getWebResponse().getStatusCode();
        }
    }

    @Test
    void linesAreTheMap(JenkinsRule j) throws Exception {
        FreeStyleProject project = project(j);
        assertThat(save(j, project, "team=web=2\r\n tier = front end ")).isEqualTo(200);
        assertThat(labels(project)).containsExactly(Map.entry("team", "web=2"), Map.entry("tier", "front end"));
    }

    @Test
    void noLinesAreNoEntries(JenkinsRule j) throws Exception {
        FreeStyleProject project = project(j);
        assertThat(save(j, project, "")).isEqualTo(200);
        assertThat(labels(project)).isEmpty();
    }

    @Test
    void aLineThatIsNoEntryIsNamedAndNothingIsSaved(JenkinsRule j) throws Exception {
        FreeStyleProject project = project(j);
        assertThat(save(j, project, "team=web\noops")).isGreaterThanOrEqualTo(400);
        assertThat(labels(project)).containsExactly(Map.entry("team", "cart"));
        FormValidation said = j.jenkins
                .getDescriptorByType(ImageBuildStep.DescriptorImpl.class)
                .doCheckLabels("team=web\noops");
        assertThat(said.kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(said.getMessage()).startsWith("labels, line 2:");
    }
}
