package io.jenkins.plugins.storefront.delivery.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @TempDir
    private Path root;

    @BeforeEach
    void files() throws IOException {
        for (String name : new String[] {"a.yaml", "k8s/b.yaml", "k8s/c.txt", "k8s/deep/d.yaml", "libs/x.jar"}) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            *.yaml            | a.yaml
            **/*.yaml         | a.yaml k8s/b.yaml k8s/deep/d.yaml
            k8s/*.yaml        | k8s/b.yaml
            k8s/**/*.yaml     | k8s/b.yaml k8s/deep/d.yaml
            k8s/              | k8s/b.yaml k8s/c.txt k8s/deep/d.yaml
            k8s/{b,c}.*       | k8s/b.yaml k8s/c.txt
            k8s\\*.txt        | k8s/c.txt
            k8s/b.yaml        | k8s/b.yaml
            nowhere/*.yaml    | ''
            """)
    void findsWhatAntWouldFind(String pattern, String files) throws IOException {
        assertThat(new Glob(pattern.replace("\\\\", "\\")).files(root))
                .extracting(file -> root.relativize(file).toString().replace('\\', '/'))
                .isEqualTo(files.isEmpty() ? java.util.List.of() : java.util.List.of(files.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/*", "../*", "k8s/../../x", "..", "k8s/.."})
    void refusesToLeaveTheWorkspace(String pattern) {
        assertThatThrownBy(() -> new Glob(pattern)).hasMessageContaining("leaves the workspace");
    }

    @Test
    void takesDotsThatLeadNowhere() throws IOException {
        Files.writeString(root.resolve("a..b"), "");
        assertThat(new Glob("a..*").files(root)).hasSize(1);
    }

    @Test
    void refusesWhatIsNoPattern() {
        assertThatThrownBy(() -> new Glob("a[")).isInstanceOf(IOException.class).hasMessageContaining("'a['");
    }

    @Test
    void knowsTheFixedPartOfAPattern() throws IOException {
        assertThat(new Glob("k8s/deep/**/*.yaml").base(root)).isEqualTo(root.resolve("k8s/deep"));
        assertThat(new Glob("a.yaml").base(root)).isEqualTo(root);
    }
}
