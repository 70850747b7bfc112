package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.kubernetes.SandboxKubeconfig;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.BookedDelivery;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A controller that is killed when Pipeline has saved its program as a step began, and not again since: it does so some time after it is
 * asked to.
 */
class KilledBeforeSaveTest {
    /** The controller that runs now; a step's context finds it, as Pipeline's does after a restart. */
    private static Life life;

    private final SandboxCluster cluster = new SandboxCluster(image -> null);
    private Path project;

    KilledBeforeSaveTest() throws Exception {}

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        project = folder;
        life = new Life("first");
    }

    @AfterEach
    void stop() throws Exception {
        life.run.close();
        cluster.close();
    }

    @Test
    void aRolloutGoesOnAndItsUndoBringsBackWhatWasThereBeforeIt() throws Exception {
        ended(begin(rollout("shop/web:1")));
        life.run.close();

        life = new Life("second");
        cluster.behave("web", Behaviour.UNREADY);
        StepExecution second = rollout("shop/web:2");
        byte[] program = saved(second);
        begin(second);
        await().atMost(Duration.ofSeconds(30)).until(() -> deployment().contains("shop/web:2"));
        life.run.close();

        life = new Life("second");
        cluster.behave("web", Behaviour.NONE);
        call("DELETE", "/api/v1/namespaces/default/pods?labelSelector=app%3Dweb");
        StepExecution again = loaded(program);
        again.onResume();
        ended(again);
        assertThat(life.delivery.release().current().rollouts()).hasSize(1);

        ended(begin(new ClusterUndoStep().start(new Context())));
        assertThat(deployment()).as("what the second rollout replaced").contains("shop/web:1");
    }

    private StepExecution rollout(String image) throws Exception {
        ClusterRolloutStep step = new ClusterRolloutStep();
        step.setCluster("main");
        step.setNamespace("default");
        step.setText("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: web}}
                  template:
                    metadata: {labels: {app: web}}
                    spec: {containers: [{name: web, image: '%s'}]}
                """.formatted(image));
        return step.start(new Context());
    }

    private static StepExecution begin(StepExecution execution) throws Exception {
        life.ended = new CompletableFuture<>();
        execution.start();
        return execution;
    }

    private static void ended(StepExecution execution) throws Exception {
        assertThat(life.ended.get(40, TimeUnit.SECONDS))
                .as(execution.getStatus())
                .isInstanceOfSatisfying(
                        Map.class, result -> assertThat(result.get("outcome")).isEqualTo("SUCCEEDED"));
    }

    private static byte[] saved(StepExecution execution) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(execution);
        }
        return bytes.toByteArray();
    }

    private static StepExecution loaded(byte[] program) throws Exception {
        life.ended = new CompletableFuture<>();
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(program))) {
            return (StepExecution) in.readObject();
        }
    }

    private String deployment() throws Exception {
        return call("GET", "/apis/apps/v1/namespaces/default/deployments/web");
    }

    private String call(String method, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster.url() + path))
                .header("Authorization", "Bearer " + cluster.adminToken().reveal())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A controller from its start to its death; the folder of its one run outlives it. */
    private final class Life {
        final TestDelivery run;
        final BookedDelivery delivery;
        volatile CompletableFuture<Object> ended = new CompletableFuture<>();

        Life(String folder) throws Exception {
            ClusterSettings main = new ClusterSettings("main", null, null, null, false, "admin", null, null);
            run = new TestDelivery(
                    project,
                    new Settings(List.of(), List.of(), List.of(), List.of(), List.of(main)),
                    Map.of("admin", new Credential.File("kubeconfig", Secret.of(SandboxKubeconfig.of(cluster)))));
            delivery = new BookedDelivery(run.context(), project.resolve(folder));
        }
    }

    /** Of a step in the controller that runs now. */
    private static final class Context extends LoneContext {
        private static final long serialVersionUID = 1L;

        @Override
        DeliveryContext delivery() {
            return life.delivery;
        }

        @Override
        CompletableFuture<Object> ended() {
            return life.ended;
        }
    }
}
