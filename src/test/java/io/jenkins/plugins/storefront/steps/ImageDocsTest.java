package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** docs/images.md knows every parameter, and so does the help. */
class ImageDocsTest {
    /** First cells of a table's rows: one name in backticks, or several. */
    private static final Pattern CELL = Pattern.compile("(?m)^\\| ((?:`\\w+`(?:, )?)+) \\|");

    @ParameterizedTest
    @ValueSource(
            classes = {
                ImageBuildStep.class,
                ImagePromoteStep.class,
                ImageTagStep.class,
                ImageExistsStep.class,
                WithContainerStep.class
            })
    void everyParameterIsInATableAndHasHelpInBothLanguages(Class<? extends Step> step) throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher cells = CELL.matcher(Files.readString(Path.of("docs/images.md")));
        while (cells.find()) {
            documented.addAll(List.of(cells.group(1).replace("`", "").split(", ")));
        }
        assertThat(documented).containsAll(parameters(step));
        Path help = Path.of("src/main/resources", step.getName().replace('.', '/'));
        for (String parameter : parameters(step)) {
            assertThat(help.resolve("help-" + parameter + ".html")).exists();
            assertThat(help.resolve("help-" + parameter + "_zh_CN.html")).exists();
        }
    }

    private static Set<String> parameters(Class<?> step) {
        Set<String> names = new TreeSet<>();
        for (Method method : step.getMethods()) {
            if (method.isAnnotationPresent(DataBoundSetter.class)) {
                String name = method.getName().substring("set".length());
                names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        for (Constructor<?> constructor : step.getConstructors()) {
            if (constructor.isAnnotationPresent(DataBoundConstructor.class)) {
                Arrays.stream(constructor.getParameters()).forEach(one -> names.add(one.getName()));
            }
        }
        return names;
    }
}
