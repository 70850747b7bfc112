package io.jenkins.plugins.storefront.delivery.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in Dockerfiles, and what makes a reader give up rather than guess. */
class DockerfileTest {
    private static List<String> images(String text, Map<String, String> arguments) {
        Dockerfile read = Dockerfile.parse(text, arguments);
        assertThat(read.obstacle()).isNull();
        return read.images().stream().map(Dockerfile.Use::image).toList();
    }

    @Test
    void findsEveryImageAndNoStage() {
        String text = """
                # syntax=docker/dockerfile:1.7
                # a comment
                ARG NODE=18
                ARG REGISTRY="registry.example.com/base" \\
                    SUFFIX
                FROM --platform=$BUILDPLATFORM ${REGISTRY}/node:${NODE}${SUFFIX:-slim} AS Build
                COPY . .
                RUN --mount=type=bind,from=tools:1,source=/x,target=/y \\
                    # in between

                    make
                FROM build AS test
                FROM scratch
                COPY --from=BUILD /a /a
                COPY --from=0 /b /b
                COPY --chown=1 --from=registry.example.com/certs@sha256:%s /c /c
                ADD --from=other /d /d
                """.formatted("a".repeat(64));
        assertThat(images(text, Map.of("SUFFIX", "-x")))
                .containsExactly(
                        "docker/dockerfile:1.7",
                        "registry.example.com/base/node:18-x",
                        "tools:1",
                        "registry.example.com/certs@sha256:" + "a".repeat(64),
                        "other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM node:18",
                "from node:18 as x",
                "ARG B=node:18\nFROM $B",
                "ARG B='node:18'\nFROM \"${B}\"",
                "ARG V=18\nARG B=node:$V\nFROM ${B:-other}",
                "ARG B\nFROM ${B:-node:18}",
                "ARG B=x\nFROM ${B:+node:18}",
                "FROM \\\n  node:18",
                "FROM node:18\nRUN cat <<EOF > /x\nFROM other\nEOF\nRUN x",
                "FROM node:18\nRUN <<-'ONE' cat <<\"TWO\"\nFROM a\n\tONE\nFROM b\nTWO\n",
                "# escape=`\nFROM `\n  node:18\nCOPY a c:\\\n",
                "\uFEFFFROM node:18\r\nRUN x\r\n",
            })
    void findsTheBaseHoweverItIsWritten(String text) {
        assertThat(images(text, Map.of())).containsExactly("node:18");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FROM node:18\nADD https://example.com/x /x",
                "FROM node:18\nADD [\"https://example.com/x\", \"/x\"]",
                "FROM node:18\nADD git@github.com:a/b.git /x",
                "FROM node:18\nADD $URL /x",
                "FROM node:18\nADD --checksum=sha256:0 https://example.com/x /x",
                "FROM node:18\nCOPY --from=$STAGE /a /b",
                "FROM node:18\nRUN --mount=type=bind,from=${X} y",
                "FROM node:$TARGETARCH",
                "ARG A=x\nFROM ${A#y}",
                "FROM no\\\nde:18",
                "# syntax=example.com/own/frontend:1\nFROM node:18",
                "FROM node:18\nRUN x <<EOF\nno end\n",
                "#!/usr/bin/env frontend\nFROM node:18",
                "RUN x",
                "",
            })
    void givesUpWhereItCannotBeSure(String text) {
        assertThat(Dockerfile.parse(text, Map.of()).obstacle()).isNotBlank();
    }

    @Test
    void takesAUrlWhoseContentIsFixed() {
        String text = "FROM a\nADD --checksum=sha256:" + "0".repeat(64) + " https://example.com/x /x\n";
        assertThat(images(text, Map.of())).containsExactly("a");
    }

    @Test
    void aBuildArgumentWinsOverTheDefault() {
        assertThat(images("ARG B=a\nFROM $B", Map.of("B", "b"))).containsExactly("b");
        assertThat(Dockerfile.parse("FROM a", Map.of("BUILDKIT_SYNTAX", "x/y")).obstacle())
                .isNotBlank();
    }

    @Test
    void pinsEveryPlaceAndKeepsTheRest() {
        String text =
                "# syntax=docker/dockerfile:1\nARG B=a:1\nFROM --platform=x \"$B\" AS s # c\nCOPY --from=b:2,x /y /y\n"
                        + "RUN --mount=from=a:1,target=/z w\n";
        Dockerfile read = Dockerfile.parse(text, Map.of());
        assertThat(read.pinned(Map.of("docker/dockerfile:1", "d@1", "a:1", "a@2", "b:2,x", "b@3")))
                .isEqualTo("# syntax=d@1\nARG B=a:1\nFROM --platform=x a@2 AS s # c\nCOPY --from=b@3 /y /y\n"
                        + "RUN --mount=from=a@2,target=/z w\n");
    }

    @Test
    void saysWhatOnlySomeBuildersCanDo() {
        assertThat(Dockerfile.parse("FROM a\nRUN --mount=type=cache,target=/x y\n", Map.of())
                        .needs())
                .containsExactly(Ability.MOUNTS);
        assertThat(Dockerfile.parse("FROM a\nCOPY <<EOF /x\ny\nEOF\n", Map.of()).needs())
                .containsExactly(Ability.HERE_DOCUMENTS);
    }

    @Test
    void namesTheLabelsThatItSets() {
        String text = """
                FROM a
                LABEL org.opencontainers.image.title="The cart" \\
                      "org.opencontainers.image.source"=https://example.com/shop
                label maintainer team
                RUN echo LABEL not=this
                """;
        assertThat(Dockerfile.parse(text, Map.of()).labels())
                .contains("org.opencontainers.image.title", "org.opencontainers.image.source", "maintainer")
                .doesNotContain("not", "org.opencontainers.image.version");
    }
}
