package io.jenkins.plugins.storefront.wrappers;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.FreeStyleProject;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildWrapper;
import hudson.tasks.BuildWrapperDescriptor;
import hudson.tasks.Builder;
import hudson.tasks.Publisher;
import io.jenkins.plugins.storefront.fixture.StepForm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every build step, wrapper and post-build action, found by its descriptor, comes back from a job's form as it was. */
@WithJenkins
class EveryFreestyleFormTest {
    @Test
    void eachComesBackAsItWas(JenkinsRule j) throws Exception {
        FreeStyleProject project = j.createFreeStyleProject();
        Map<String, Object> given = new HashMap<>();
        for (Descriptor<?> one : ours(j).toList()) {
            Describable<?> filled = filled(DescribableModel.of(one.clazz));
            given.put(one.clazz.getSimpleName(), said(filled));
            if (filled instanceof Builder builder) {
                project.getBuildersList().add(builder);
            } else if (filled instanceof BuildWrapper wrapper) {
                project.getBuildWrappersList().add(wrapper);
            } else {
                project.getPublishersList().add((Publisher) filled);
            }
        }
        assertThat(given).hasSizeGreaterThan(12);

        FreeStyleProject same = j.configRoundtrip(project);

        Map<String, Object> back = new HashMap<>();
        Stream.of(same.getBuildersList(), same.getBuildWrappersList(), same.getPublishersList())
                .flatMap(list -> list.toList().stream())
                .forEach(one -> back.put(one.getClass().getSimpleName(), said(one)));
        assertThat(back).isEqualTo(given);
    }

    private static Stream<Descriptor<?>> ours(JenkinsRule j) {
        List<Descriptor<?>> all =
                List.copyOf((List<Descriptor<?>>) (List<?>) j.jenkins.getExtensionList(Descriptor.class));
        return all.stream()
                .filter(one -> one instanceof BuildStepDescriptor || one instanceof BuildWrapperDescriptor)
                .filter(one -> one.clazz.getName().startsWith("io.jenkins.plugins.storefront."))
                .filter(one -> one.clazz != StepForm.class);
    }

    private static Map<String, ?> said(Object one) {
        return DescribableModel.uninstantiate2_(one).toMap();
    }

    /** Texts in all that is a text, and what the step itself requires. */
    private static Describable<?> filled(DescribableModel<?> model) throws Exception {
        Map<String, Object> values = new HashMap<>();
        for (DescribableParameter parameter : model.getParameters()) {
            Class<?> type = parameter.getErasedType();
            if (Step.class.isAssignableFrom(type)) {
                values.put(parameter.getName(), step(DescribableModel.of(type)));
            } else if (type == String.class || type == Object.class) {
                values.put(parameter.getName(), "- {topics: failed, slack: '#ops'}");
            }
        }
        return (Describable<?>) model.instantiate(values);
    }

    private static Object step(DescribableModel<?> model) throws Exception {
        Map<String, Object> values = new HashMap<>();
        for (DescribableParameter parameter : model.getParameters()) {
            Class<?> type = parameter.getErasedType();
            if (Map.class.isAssignableFrom(type)) {
                values.put(
                        parameter.getName(), Map.of("key", parameter.getName().equals("replicas") ? 2 : "a=b"));
            } else if (List.class.isAssignableFrom(type)) {
                values.put(parameter.getName(), List.of(Map.of("from", "a", "into", "/a")));
            } else if (parameter.isRequired()) {
                Object value = "registry.example.com/shop/cart:7";
                values.put(parameter.getName(), type == int.class ? 3 : value);
            } else if (parameter.getName().matches("cluster|namespace|connection|credentialsId|message|service")) {
                values.put(parameter.getName(), "a");
            }
        }
        return model.instantiate(values);
    }
}
