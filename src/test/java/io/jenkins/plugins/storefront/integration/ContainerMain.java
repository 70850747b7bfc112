package io.jenkins.plugins.storefront.integration;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.container.ContainerRequest;
import io.jenkins.plugins.storefront.delivery.image.container.ContainerSession;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A process that begins a container and waits for it, to be killed: {@code PROJECT NAME IMAGE STATE ENGINE}. */
final class ContainerMain {
    private ContainerMain() {}

    /** Writes the state to a file, as Jenkins does to the run's, and says how it ended. */
    record Waiting(Path state, CompletableFuture<String> end) implements ContainerSession.Host {
        Waiting(Path state) {
            this(state, new CompletableFuture<>());
        }

        @Override
        public void persist(String json) {
            try {
                Path next = Files.writeString(state.resolveSibling("state.next"), json);
                Files.move(next, state, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void up(Map<String, String> variables) {
            end.complete("up");
        }

        @Override
        public void failed(Throwable cause) {
            end.complete("failed: " + cause);
        }
    }

    static ContainerRequest request(String image, String engine) throws DeliveryException {
        return ContainerRequest.of(
                image,
                "container",
                List.of(),
                Map.of(),
                List.of("sh", "-c", "while ! test -f /go; do sleep 0.1; done; echo gone; sleep 600"),
                List.of("log:gone"),
                Duration.ofMinutes(5),
                null,
                engine);
    }

    public static void main(String[] arguments) throws Exception {
        TestDelivery run = new TestDelivery(Path.of(arguments[0]), Settings.empty(), Map.of());
        Waiting waiting = new Waiting(Path.of(arguments[3]));
        new ContainerSession(run.context(), arguments[1], null, waiting).begin(request(arguments[2], arguments[4]));
        System.out.println(waiting.end().get());
    }
}
