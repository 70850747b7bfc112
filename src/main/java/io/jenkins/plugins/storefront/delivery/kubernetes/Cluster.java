package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a rollout asks of a cluster. Calls block, have time limits, and are retried where that is safe; failures say who refused what
 * and why. Thread-safe. Close it when the rollout is over.
 */
public interface Cluster extends AutoCloseable {
    /** Namespace for objects that name none. */
    String defaultNamespace();

    /**
     * Asks whether the object would be accepted; changes nothing.
     *
     * @return the object as it would be
     */
    Map<String, Object> dryRun(Manifest manifest, boolean force) throws DeliveryException;

    /**
     * Server-side apply with the field manager {@code storefront}; doing it again changes nothing.
     *
     * @param force whether to take fields over that another manager owns; what only we own is taken in any case
     * @return the object as the cluster has it now
     */
    Map<String, Object> apply(Manifest manifest, boolean force) throws DeliveryException;

    /** Deletes the object with what it owns, waits until it is gone, and makes it anew: for what cannot be changed. */
    Map<String, Object> applyAnew(Manifest manifest) throws DeliveryException;

    /**
     * Creates an object, or replaces it where it names the {@code resourceVersion} that it was read at.
     *
     * @return the object as the cluster has it now, or null where somebody else was first
     */
    Map<String, Object> put(Manifest manifest) throws DeliveryException;

    /** The object, or null if there is none. */
    Map<String, Object> get(WorkloadRef ref) throws DeliveryException;

    /** Deletes in the background; an object that is gone is fine. */
    void delete(WorkloadRef ref) throws DeliveryException;

    /**
     * Objects of a kind whose labels contain {@code labels}; an empty map selects all.
     */
    List<Map<String, Object>> list(String apiVersion, String kind, String namespace, Map<String, String> labels)
            throws DeliveryException;

    /** The last lines of a container's log; empty if there is none. */
    List<String> log(String namespace, String pod, String container, boolean previous, int lines);

    /**
     * Gives each line that a running container writes from now on, and up to {@code last} before, to {@code line}, on a thread of the
     * client and without holding one. Ends with the container, or when it is closed; what breaks off is not begun again.
     */
    AutoCloseable follow(String namespace, String pod, String container, int last, Consumer<String> line);

    @Override
    void close();
}
