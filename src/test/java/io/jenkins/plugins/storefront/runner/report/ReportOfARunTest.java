package io.jenkins.plugins.storefront.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalRun;
import io.jenkins.plugins.storefront.runner.host.RunOptions;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that listens to a run of a real Jenkinsfile. */
class ReportOfARunTest {
    @TempDir
    private Path project;

    @Test
    void parallelStagesAndTheirDeploymentsAreInTheirPlaces() throws Exception {
        String html = run("""
                pipeline {
                    agent any
                    stages {
                        stage('Regions') {
                            parallel {
                                stage('Europe') { steps { deployStage(name: 'Deploy', environment: 'eu') { echo 'eu' } } }
                                stage('America') { steps { deployStage(name: 'Deploy', environment: 'us') { echo 'us' } } }
                            }
                        }
                        stage('Never') {
                            when { expression { false } }
                            steps { echo 'never' }
                        }
                    }
                }
                """);

        assertThat(rows(html))
                .contains("0 Regions", "1 Europe", "2 Deploy to eu", "1 America", "2 Deploy to us", "0 Never")
                .containsSubsequence("1 Europe", "2 Deploy to eu")
                .containsSubsequence("1 America", "2 Deploy to us");
        assertThat(html).contains("Released to ", "Skipped", "parallel<span class=\"hidden\"> with Europe");
        assertThat(rows(html).indexOf("2 Deploy to eu")).isEqualTo(rows(html).indexOf("1 Europe") + 1);
        assertThat(rows(html).indexOf("2 Deploy to us")).isEqualTo(rows(html).indexOf("1 America") + 1);
    }

    /** Depth, name and, of a deployment, its environment. */
    private static List<String> rows(String html) {
        return Pattern.compile("--depth:(\\d+)\">\\s*<th scope=\"row\"><span class=\"name\">([^<]*)</span>"
                        + "(?: <span class=\"chip\">deploys (to [^<]*)</span>)?")
                .matcher(html)
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + (row.group(3) == null ? "" : " " + row.group(3)))
                .toList();
    }

    private String run(String jenkinsfile) throws Exception {
        Path config = Files.writeString(project.resolve("config.yaml"), """
                unclassified:
                  storefront:
                    environments:
                      - {name: eu, tier: production, cluster: main}
                      - {name: us, tier: production, cluster: main}
                """);
        Report report = new Report();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        TaskListener listener = () -> nowhere;
        RunOptions options = new RunOptions(
                project, Map.of(), ConfigFile.read(config), listener, List.of(report), (message, choices) -> null);
        Instant before = Instant.now();
        try (LocalRun run = new LocalRun(options)) {
            assertThat(run.run(jenkinsfile, "Jenkinsfile")).isEqualTo(Result.SUCCESS);
        }
        return report.html(new RunInfo("shop", 1, null, before, null, null, null), "SUCCESS", Instant.now());
    }
}
