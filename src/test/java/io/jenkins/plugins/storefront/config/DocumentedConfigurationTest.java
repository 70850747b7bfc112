package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.config.notices.NoticeEscalation;
import io.jenkins.plugins.storefront.config.notices.NoticeRoleEntry;
import io.jenkins.plugins.storefront.config.notices.NoticeRuleEntry;
import io.jenkins.plugins.storefront.config.notices.NoticesConfiguration;
import io.jenkins.plugins.storefront.config.notices.WorkCalendarEntry;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code docs/admin.md} promises one complete file; the official build reads it into a Jenkins. */
class DocumentedConfigurationTest {
    private static final Pattern FILE = Pattern.compile("```yaml\n(unclassified:.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(
            classes = {
                StorefrontConfiguration.class,
                ClusterConnection.class,
                RegistryConnection.class,
                SlackConnection.class,
                SmtpConnection.class,
                WebhookConnection.class,
                ReleaseEnvironment.class,
                NoticesConfiguration.class,
                WorkCalendarEntry.class,
                NoticeRoleEntry.class,
                NoticeRuleEntry.class,
                NoticeEscalation.class
            })
    void theFileInTheDocumentationHasEveryKey(Class<?> part) throws Exception {
        Set<String> shown = new TreeSet<>();
        keys(SafeYaml.mapping(file(), "admin.md"), shown);
        assertThat(shown).containsAll(setters(part));
    }

    @Test
    void theKeysOfAPartAreFound() {
        assertThat(setters(ClusterConnection.class)).contains("serverUrl", "credentialsId");
    }

    private static String file() throws Exception {
        Matcher found = FILE.matcher(Files.readString(Path.of("docs/admin.md")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private static void keys(Object value, Set<String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                into.add(key.toString());
                keys(inner, into);
            });
        } else if (value instanceof Collection<?> several) {
            several.forEach(inner -> keys(inner, into));
        }
    }

    private static Set<String> setters(Class<?> type) {
        Set<String> names = new TreeSet<>();
        Stream.concat(
                        Arrays.stream(type.getDeclaredMethods()),
                        Arrays.stream(type.getSuperclass().getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(method -> method.getName().substring("set".length()))
                .forEach(name -> names.add(Character.toLowerCase(name.charAt(0)) + name.substring(1)));
        return names;
    }
}
