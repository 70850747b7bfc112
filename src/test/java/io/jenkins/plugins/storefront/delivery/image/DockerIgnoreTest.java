package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code .dockerignore} as Docker reads it (docs.docker.com/build/concepts/context, "Syntax"). */
class DockerIgnoreTest {
    /** Patterns, separated by {@code ;}, a path, and whether it is left out. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            node_modules             | node_modules            | true
            node_modules             | node_modules/a/b.js     | true
            node_modules             | web/node_modules/a.js   | false
            /node_modules            | node_modules/a.js       | true
            node_modules/            | node_modules/a.js       | true
            ./docs/../docs           | docs/a.md               | true
            **/node_modules          | node_modules            | true
            **/node_modules          | a/b/node_modules/c.js   | true
            **/node_modules          | a/my_node_modules       | false
            *.md                     | README.md               | true
            *.md                     | docs/README.md          | false
            **/*.md                  | README.md               | true
            **/*.md                  | docs/more/README.md     | true
            */temp*                  | a/temporary/file        | true
            */temp*                  | a/b/temp                | false
            temp?                    | tempa                   | true
            temp?                    | temp                    | false
            a[b-d]e                  | ace                     | true
            a[^b-d]e                 | aze                     | true
            a[^b-d]e                 | ace                     | false
            **                       | any/thing               | true
            dir/**                   | dir/a/b                 | true
            dir/**                   | dir                     | false
            **file                   | dir/file                | true
            a**/*.txt                | a/dir/dir/file.txt      | true
            abc.def                  | abcZdef                 | false
            a+b(c)                   | a+b(c)                  | true
            a\\*b                    | a*b                     | true
            a\\*b                    | axb                     | false
            *.md;!README.md          | README.md               | false
            *.md;!README.md          | CHANGES.md              | true
            *.md;!README*.md;README-secret.md | README-secret.md | true
            *.md;README-secret.md;!README*.md | README-secret.md | false
            docs;!docs/README.md     | docs/README.md          | false
            docs;!docs/README.md     | docs/a/README.md        | true
            docs/*;!docs/README.md   | docs/README.md          | false
            **;!util/docker/web      | util/docker/web/foo     | false
            **;!util/docker/web;util/docker/web/foo | util/docker/web/foo | true
            # docs;docs              | docs/x                  | true
            #docs                    | #docs                   | false
            ' docs ; ! docs/a '      | docs/a                  | false
            ☺?                       | ☺é                      | true
            """)
    void judgesAsDockerDoes(String patterns, String path, boolean out) throws Exception {
        assertThat(DockerIgnore.parse(patterns.replace(';', '\n')).leavesOut(path))
                .isEqualTo(out);
    }

    @Test
    void readsByteOrderMarkAndWindowsLineEnds() throws Exception {
        DockerIgnore ignore = DockerIgnore.parse("\uFEFFdocs\r\n!docs/a\r\n");
        assertThat(ignore.leavesOut("docs/b")).isTrue();
        assertThat(ignore.leavesOut("docs/a")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "a[b", "docs\n!\n"})
    void refusesWhatIsNoPattern(String text) {
        assertThatThrownBy(() -> DockerIgnore.parse(text)).isInstanceOf(IOException.class);
    }

    @Test
    void looksIntoAFolderOnlyWhereSomethingMayStay() throws Exception {
        DockerIgnore plain = DockerIgnore.parse("node_modules\ndist\n!dist/app/**\n");
        assertThat(plain.mayKeepBelow("node_modules")).isFalse();
        assertThat(plain.mayKeepBelow("dist")).isTrue();
        assertThat(plain.mayKeepBelow("dist/other")).isFalse();
        assertThat(DockerIgnore.parse("dist\n!**/keep\n").mayKeepBelow("dist")).isTrue();
    }
}
