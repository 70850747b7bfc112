package io.jenkins.plugins.storefront.runner.declarative.run;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JVM allows 64 KiB of code in a method; Jenkins fails on a pipeline that needs more. */
class LargePipelineTest {
    @ParameterizedTest
    @ValueSource(ints = {20, 500})
    void pipelinesOfAnySizeCompile(int stages) {
        StringBuilder jenkinsfile = new StringBuilder("def region() { 'eu' }\npipeline { agent any\nstages {\n");
        for (int i = 0; i < stages; i++) {
            jenkinsfile.append("stage('S").append(i).append("') {\n");
            jenkinsfile.append("  environment { A = \"a-${region()}\"; B = 'b' }\n");
            jenkinsfile.append("  when { expression { region() == 'eu' } }\n");
            jenkinsfile.append(
                    "  steps { echo \"$A $B\"; dir('x') { sh 'make' }; script { def x = 1; echo \"$x\" } }\n");
            jenkinsfile.append("  post { always { echo 'done' } }\n}\n");
        }
        jenkinsfile.append("}\n}\n");
        TinyRunner runner = new TinyRunner();
        Result result = runner.run(jenkinsfile.toString());
        assertThat(result).as(String.join("\n", runner.log)).isEqualTo(Result.SUCCESS);
        assertThat(runner.log).filteredOn(line -> line.equals("echo a-eu b")).hasSize(stages);
    }
}
