package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A rollout whose host dies at a chosen point: at its n-th call of {@link RolloutSession.Host#persist} the folder is copied as it
 * is then, and the session goes no further. Point 0 lets it go to its end.
 */
final class Interrupted implements RolloutSession.Host {
    /** Name of the file in the folder that holds the persisted state. */
    static final String STATE = "state.json";

    private final Path folder;
    private final Path copy;
    private final int point;
    private final StrategySession session;
    private final CompletableFuture<RolloutMachine.End> end = new CompletableFuture<>();
    private int persisted;

    /** What a session is told to do. */
    @FunctionalInterface
    interface Begin {
        void with(StrategySession session) throws DeliveryException;
    }

    Interrupted(DiskDelivery delivery, Path folder, Path copy, int point) {
        this.folder = folder;
        this.copy = copy;
        this.point = point;
        this.session = new StrategySession(delivery, this);
    }

    /** Begins, and returns how it ended, or null where the point was reached before. */
    RolloutMachine.End run(Begin begin) throws Exception {
        begin.with(session);
        try {
            return end.get(180, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no end after 180 s; last written: " + Files.readString(folder.resolve(STATE)), e);
        }
    }

    @Override
    public synchronized void persist(String state) {
        if (end.isDone()) {
            return; // dead already
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(STATE), state);
            if (++persisted == point) {
                copy();
                end.complete(null);
                session.stop();
            }
        } catch (IOException e) {
            end.completeExceptionally(new CompletionException(e));
            throw new UncheckedIOException(e);
        }
    }

    private void copy() throws IOException {
        Files.createDirectories(copy);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
    }

    @Override
    public void ended(RolloutState state, RolloutMachine.End how) {
        end.complete(how);
    }
}
