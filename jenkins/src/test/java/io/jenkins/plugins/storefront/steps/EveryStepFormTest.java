package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepForm;
import io.jenkins.plugins.storefront.strategy.RecreateStrategy;
import io.jenkins.plugins.storefront.strategy.RolloutStrategy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.cps.Snippetizer;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Forms and snippets of every step, found by their descriptors: each parameter comes back as it was given, and defaults are left out. */
@WithJenkins
class EveryStepFormTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    /** Parameters that take only some values. */
    private static final Map<String, Object> CHOSEN = Map.ofEntries(
            Map.entry("image", "registry.example.com/shop/cart:7"),
            Map.entry("from", "registry.example.com/shop/cart:7"),
            Map.entry("to", "registry.example.com/shop/cart:7"),
            Map.entry("environment", "production"),
            Map.entry("action", "pause"),
            Map.entry("undo", "onFailure"),
            Map.entry("concurrency", "refuse"),
            Map.entry("builder", "docker"),
            Map.entry("engine", "podman"),
            Map.entry("language", "zh_CN"),
            Map.entry("maxAge", "12h"),
            Map.entry("replicas", 7),
            Map.entry("layers", List.of(Map.of("from", "a", "into", "/a"))));

    /** Parameters without a field in the form, with why. */
    private static final Map<String, String> NO_FIELD = Map.of(
            "clusterStatus.timeout", "it does not wait",
            "clusterScale.set", "a workload says it all",
            "slackNotify.thread", "what an earlier step gave, which a running Pipeline alone knows",
            "slackNotify.update", "the same",
            "emailNotify.thread", "the same",
            "notifyWebhook.attach", "refused");

    private static JenkinsRule j;

    @BeforeAll
    static void keep(JenkinsRule rule) {
        j = rule;
    }

    static Stream<StepCase> steps() {
        return StepCase.all(SANDBOX).stream();
    }

    private static List<StepDescriptor> descriptors() {
        return StepDescriptor.all().stream()
                .filter(one -> one.clazz.getName().startsWith("io.jenkins.plugins.storefront."))
                .toList();
    }

    private static DescribableModel<Step> model(StepCase step) {
        @SuppressWarnings("unchecked")
        Class<Step> type = (Class<Step>) descriptors().stream()
                .filter(one -> one.getFunctionName().equals(step.function()))
                .findFirst()
                .orElseThrow()
                .clazz;
        return DescribableModel.of(type);
    }

    /** One with a value that is not its default in each of those parameters. */
    static Step filled(DescribableModel<? extends Step> model, Predicate<DescribableParameter> which) throws Exception {
        Map<String, Object> values = new HashMap<>();
        for (DescribableParameter parameter : model.getParameters()) {
            if (parameter.isRequired()) {
                values.put(parameter.getName(), value(parameter, null));
            }
        }
        Step least = model.instantiate(new HashMap<>(values));
        for (DescribableParameter parameter : model.getParameters()) {
            if (!parameter.isRequired() && which.test(parameter)) {
                values.put(parameter.getName(), value(parameter, least));
            }
        }
        return model.instantiate(values);
    }

    private static Object value(DescribableParameter parameter, Step defaults) throws Exception {
        Class<?> type = parameter.getErasedType();
        String name = parameter.getName();
        if (type == boolean.class) {
            return !(boolean) DescribableModel.of(defaults.getClass())
                    .getType()
                    .getMethod("is" + Character.toUpperCase(name.charAt(0)) + name.substring(1))
                    .invoke(defaults);
        } else if (type == int.class || type == Integer.class) {
            return 7;
        } else if (Map.class.isAssignableFrom(type)) {
            return switch (name) {
                case "replicas" -> Map.of("key", 2);
                case "helmValues" -> // in kinds that are stored
                    Map.of("key", "true", "other", new HashMap<>(Map.of("a", new ArrayList<>(List.of(1, "b")))));
                default -> Map.of("key", "value=\"a\" b", "other", " more\nlines ");
            };
        } else if (type == RolloutStrategy.class) {
            return new RecreateStrategy();
        }
        return CHOSEN.getOrDefault(name, "a");
    }

    private static boolean hasField(StepCase step, DescribableParameter parameter) {
        return !NO_FIELD.containsKey(step.function() + "." + parameter.getName());
    }

    /** Parameters whose values are not their defaults. */
    private static Map<String, ?> said(Step step) {
        return DescribableModel.uninstantiate2_(step).toMap();
    }

    @Test
    void everyStepIsHere() {
        assertThat(descriptors())
                .extracting(StepDescriptor::getFunctionName)
                .containsExactlyInAnyOrderElementsOf(
                        steps().map(StepCase::function).toList());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aFormGivesBackWhatItWasGivenAndASnippetLeavesDefaultsOut(StepCase step) throws Exception {
        Step least = filled(model(step), parameter -> false);
        Step full = filled(model(step), parameter -> hasField(step, parameter));
        assertThat(said(full).keySet())
                .as("parameters with a value that is not the default")
                .containsAll(model(step).getParameters().stream()
                        .filter(parameter -> hasField(step, parameter))
                        .map(DescribableParameter::getName)
                        .toList());
        List<Step> back = StepForm.roundTrip(j, least, full);
        assertThat(said(back.get(1))).isEqualTo(said(full));
        SnippetizerTester snippets = new SnippetizerTester(j);
        snippets.assertRoundTrip(least, step.snippet());
        snippets.assertRoundTrip(back.get(0), step.snippet());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aSnippetHasEachParameter(StepCase step) throws Exception {
        Step full = filled(model(step), parameter -> true);
        String snippet = Snippetizer.object2Groovy(full);
        new SnippetizerTester(j).assertRoundTrip(full, snippet);
        if (model(step).getParameters().size() > 1) {
            assertThat(model(step).getParameters())
                    .extracting(DescribableParameter::getName)
                    .allMatch(name -> snippet.contains(name + ": "));
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theReferenceDescribesItAndEachParameter(StepCase step) throws Exception {
        assertThat(model(step).getHelp()).isNotBlank();
        for (DescribableParameter parameter : model(step).getParameters()) {
            assertThat(parameter.getHelp()).as(parameter.getName()).isNotBlank();
        }
    }
}
