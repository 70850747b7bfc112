package io.jenkins.plugins.storefront.runner.sandbox.cluster;

import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.api.ApiServer;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.api.Users;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviours;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.ControlLoop;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ObjectStore;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * A Kubernetes cluster in this process, for trying releases: an API server on 127.0.0.1 with server-side apply, watches and
 * refusals as the real one has them, controllers for the usual workloads, and one node whose pods behave as told.
 *
 * <p>Nothing is kept; close it and it is gone. Thread-safe.
 */
public final class SandboxCluster implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Secret admin = token();
    private final Secret viewer = token();
    private final Behaviours behaviours = new Behaviours();
    private final ControlLoop loop;
    private final ApiServer server;

    /**
     * Starts a cluster.
     *
     * @param pullProblem says why an image reference cannot be pulled, or null where it can
     */
    public SandboxCluster(Function<String, String> pullProblem) throws IOException {
        Clock clock = Clock.systemUTC();
        ObjectStore store = new ObjectStore(clock);
        ResourceTypes types = new ResourceTypes();
        loop = new ControlLoop(store, types, clock, behaviours, pullProblem);
        loop.pass();
        server = new ApiServer(store, types, new Users(admin, viewer), loop.logs(), clock);
        loop.start();
    }

    /** Address of the API server. */
    public String url() {
        return server.url();
    }

    /** Bearer token of a user who may do everything. */
    public Secret adminToken() {
        return admin;
    }

    /** Bearer token of a user who may only look. */
    public Secret viewerToken() {
        return viewer;
    }

    /** Pods with the label {@code app=NAME} that start from now on behave like this. */
    public void behave(String app, Behaviour behaviour) {
        behaviours.tell(app, behaviour);
    }

    private static Secret token() {
        byte[] random = new byte[20];
        RANDOM.nextBytes(random);
        return Secret.of(HexFormat.of().formatHex(random));
    }

    @Override
    public void close() {
        loop.close();
        server.close();
    }
}
