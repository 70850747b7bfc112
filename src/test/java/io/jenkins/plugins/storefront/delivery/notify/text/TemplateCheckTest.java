package io.jenkins.plugins.storefront.delivery.notify.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team is told of its template before anything is told to others. */
class TemplateCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{sumary}}|t.mustache:1: unknown field 'sumary', did you mean 'summary'?",
                "Hello¶{{run.nam}}|t.mustache:2: unknown field 'run.nam', did you mean 'name'?",
                "{{#images}}¶{{service}}{{servise}}{{/images}}|t.mustache:2: unknown field 'servise', did you mean 'service'?",
                "{{#images}}¶{{/imagse}}|t.mustache:2: {{/imagse}} closes nothing; the open section is 'images' of line 1",
                "¶{{#images}}{{service}}|t.mustache:2: section 'images' is never closed; write {{/images}} where it ends",
                "{{#causes}}¶{{#log}}¶{{/causes}}|t.mustache:2: section 'log' is never closed; {{/causes}} comes before in line 3",
                "{{/images}}|t.mustache:1: {{/images}} closes nothing; no section is open",
                "a¶{{ summary|t.mustache:2: a tag begins here with {{ and has no }}",
                "{{{summary}}}|t.mustache:1: {{{…}} would not be escaped; write {{summary}}",
                "{{&summary}}|t.mustache:1: {{&…}} would not be escaped; write {{summary}}",
                "{{>header}}|t.mustache:1: partials such as {{>header}} are not allowed; a template is one file",
                "{{=<% %>=}}|t.mustache:1: other delimiters than {{ and }} are not allowed",
                "{{images}}|t.mustache:1: 'images' is a list; write {{#images}}…{{/images}}",
                "{{images.service}}|t.mustache:1: 'images' is a list; write {{#images}}{{service}}{{/images}}",
                "{{failed}}|t.mustache:1: 'failed' is true or false; write {{#failed}}…{{/failed}}",
                "{{run}}|t.mustache:1: 'run' is no text; name one of its fields: name, job, number",
                "{{.}}|t.mustache:1: {{.}} means a text only directly inside the section of one",
                "{{-index}}|t.mustache:1: '-index' is there only inside a list's section",
                "{{#images}}{{#images}}x{{/images}}{{/images}}|t.mustache:1: 'images' is inside itself",
                "{{run.class.classLoader}}|t.mustache:1: unknown field 'run.class.classLoader'",
                "{{}}|t.mustache:1: unknown field ''"
            })
    void namesFileLineAndWhatIsWrong(String template, String problem) {
        assertThat(TemplateCheck.problems("t.mustache", template.replace('¶', '\n')))
                .singleElement()
                .asString()
                .startsWith(problem)
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain { text } with braces",
                "{{summary}} {{! a comment\nof two lines }}{{run.name}}",
                "{{#message}}{{message}} {{.}}{{/message}}",
                "{{#images}}{{service}} {{summary}} {{run.url}}{{^-last}}, {{/-last}}{{/images}}",
                "{{#deployments}}{{#failed}}{{environment}}{{/failed}}{{/deployments}}",
                "{{^causes}}all well{{/causes}}",
                "{{#excerpt}}{{source}}: {{text}}{{/excerpt}}",
                "{{words.commit}}: {{commit}}{{#run}}{{name}}{{/run}}"
            })
    void findsNothingWrongInWhatIsRight(String template) {
        assertThat(TemplateCheck.problems("t.mustache", template)).isEmpty();
    }

    @Test
    void findsWhatIsWrongInSectionsThatAreSeldomShown() {
        assertThat(TemplateCheck.problems("t.mustache", "{{#undone}}\n{{reson}}\n{{/undone}}"))
                .containsExactly("t.mustache:2: unknown field 'reson'. Known: " + names());
    }

    private static String names() {
        return String.join(
                ", ", new java.util.TreeSet<>(ReleaseFields.tree().inside().keySet()));
    }

    @Test
    void tellsEachProblemInALineOfItsOwnAndTenAtMost() {
        assertThatThrownBy(() -> TemplateCheck.check("t.mustache", "{{a1}}\n{{b2}}"))
                .isInstanceOf(DeliveryException.class)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
        assertThat(TemplateCheck.problems("t.mustache", "{{nobody}}\n".repeat(50)))
                .hasSize(10);
    }

    @Test
    void refusesWhatIsTooLargeWithoutReadingIt() {
        assertThat(TemplateCheck.problems("t.mustache", "x".repeat(5 << 20)))
                .containsExactly("t.mustache:1: the template has 5242880 characters; 100000 at most, shorten it");
        assertThat(TemplateCheck.problems("t.mustache", "{{summary}}".repeat(2001)))
                .containsExactly("t.mustache:1: the template has more than 2000 tags; shorten it");
    }

    @Test
    void showsNothingThatHidesOrBreaksTheLine() {
        assertThat(TemplateCheck.problems("t.mustache", "{{a\u202e\u0007" + "b".repeat(500) + "}}"))
                .singleElement()
                .asString()
                .contains("'a??bbb")
                .hasSizeLessThan(1000);
    }
}
