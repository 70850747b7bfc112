package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.port.ClusterSource;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.ForwardingDelivery;
import io.jenkins.plugins.storefront.delivery.port.ProcessRunner;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class is missing at run time, as where an optional plugin was removed without a restart. */
class MissingClassTest {
    static Stream<Step> ofEachKindOfExecution() {
        ClusterRolloutStep rollout = new ClusterRolloutStep();
        rollout.setCluster("main");
        rollout.setText("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}");
        SlackNotifyStep notice = new SlackNotifyStep();
        notice.setMessage("told");
        ClusterStatusStep status = new ClusterStatusStep();
        status.setCluster("main");
        WithClusterStep around = new WithClusterStep();
        around.setCluster("main");
        return Stream.of(
                rollout,
                notice,
                status,
                around,
                new WithContainerStep("postgres:17"),
                new DeployStageStep("Go", "production"));
    }

    @ParameterizedTest
    @MethodSource("ofEachKindOfExecution")
    void endsTheStep(Step step, @TempDir Path project) throws Exception {
        CompletableFuture<Object> ended = new CompletableFuture<>();
        Settings none = new Settings(List.of(), List.of(), List.of(), List.of(), List.of());
        try (TestDelivery run = new TestDelivery(project, none, Map.of())) {
            DeliveryContext lacking = new Lacking(run.context());
            step.start(new LoneContext() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        DeliveryContext delivery() {
                            return lacking;
                        }

                        @Override
                        CompletableFuture<Object> ended() {
                            return ended;
                        }
                    })
                    .start();
            assertThat(ended)
                    .failsWithin(20, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .havingRootCause()
                    .isInstanceOf(NoClassDefFoundError.class)
                    .withMessage("hudson/plugins/Gone");
        }
    }

    private static final class Lacking extends ForwardingDelivery {
        Lacking(DeliveryContext whole) {
            super(whole);
        }

        @Override
        public Settings settings() {
            throw new NoClassDefFoundError("hudson/plugins/Gone");
        }

        @Override
        public ClusterSource clusters() {
            throw new NoClassDefFoundError("hudson/plugins/Gone");
        }

        @Override
        public Workspace workspace() {
            throw new NoClassDefFoundError("hudson/plugins/Gone");
        }

        @Override
        public ProcessRunner processes() {
            throw new NoClassDefFoundError("hudson/plugins/Gone");
        }
    }
}
