package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a step's execution may ask of its host, and the only thing it asks for: {@code getContext().get(DeliveryContext.class)}.
 *
 * <p>One is made per step; it is not serializable and is asked for anew after a restart. Its methods may be called from any
 * thread of the {@linkplain #pool() pool}, never from a CPS VM thread, except {@link #pool()}, {@link #clock()} and
 * {@link #events()}, which neither block nor reach another machine.
 */
public interface DeliveryContext {
    /** The run that this step belongs to. */
    RunInfo run();

    /**
     * The workspace that the step runs in.
     *
     * @throws DeliveryException if the step is not inside {@code node}, or its agent is gone
     */
    Workspace workspace() throws DeliveryException, IOException, InterruptedException;

    /** Starts programs where the workspace is. Errors as {@link #workspace()}. */
    ProcessRunner processes() throws DeliveryException, IOException, InterruptedException;

    /** Environment variables that the Jenkinsfile and the agent give, without secrets' masking undone. */
    Map<String, String> environment() throws IOException, InterruptedException;

    SecretStore secrets();

    /** Encrypts what is kept beside the release and may hold secrets. */
    Sealer sealer();

    /** What the admin configured: clusters, registries, connections, environments. */
    Settings settings() throws DeliveryException;

    /**
     * Refuses a deployment that this run has no right to; a host without permissions lets everybody.
     *
     * @throws DeliveryException naming the permission, the environment and on whose behalf the run works
     */
    default void checkMayDeploy(Environment target) throws DeliveryException {}

    /**
     * Refuses to undo what says that it cannot be undone, unless this run may override; a host without permissions lets everybody.
     *
     * @throws DeliveryException naming the permission and on whose behalf the run works
     */
    default void checkMayOverride() throws DeliveryException {}

    /**
     * Refuses to tell a rollout under way what to do, where this run has no right to that; a host without permissions lets everybody.
     *
     * @throws DeliveryException naming the permission and on whose behalf the run works
     */
    default void checkMayControl(RolloutAction action) throws DeliveryException {}

    /** What a block is to be given so that its programs see these variables: an object of the host's own. */
    default Object variables(Map<String, String> more) throws IOException, InterruptedException {
        throw new UnsupportedOperationException("this host has no blocks");
    }

    /** Tells this run from others that change the same cluster. */
    default Runs runs() {
        return Runs.ofProcess(run().displayName());
    }

    /** Turns a configured cluster's name into an address and a way to log in. */
    ClusterSource clusters();

    /** Through which proxy calls of this machine reach others. */
    default OutgoingProxy proxy() {
        return OutgoingProxy.NONE;
    }

    /** Takes events in order; see {@link EventSink}. */
    EventSink events();

    /** The run's release, which its events build up. */
    ReleaseBook release();

    /** Where people see what the step is doing, beside its log; a host without such a place shows nothing. */
    default StepDisplay display() {
        return StepDisplay.NONE;
    }

    /** Where notices go. */
    Outbox outbox();

    /** Where rules' notices are decided on. */
    default NoticeDesk desk() {
        throw new UnsupportedOperationException("this host has no desk for notices");
    }

    /** What the host knows of the time before this run. */
    default ReleaseHistory history() {
        return ReleaseHistory.NONE;
    }

    /** What went wrong in this run so far; nothing where all went well, or the host cannot tell. May read files. */
    default Optional<RunFailure> failure() {
        return Optional.empty();
    }

    Clock clock();

    /** The suite's own bounded threads; see {@link WorkPool}. */
    WorkPool pool();
}
