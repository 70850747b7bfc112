package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Workspace;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * The registries that a step talks to. Inside {@code node} they are asked from the agent, because a registry is often reachable from
 * there only and layers should not go through the controller; outside, from the controller, without holding an executor.
 *
 * <p>Logins are looked up each time, so that a token that lives for minutes is fresh. Thread-safe; not persisted.
 */
public final class Registries {
    private final DeliveryContext delivery;

    private Registries(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    public static Registries of(DeliveryContext delivery) {
        return new Registries(delivery);
    }

    /**
     * How to reach a registry: with the login that the step names, else the one that an admin set for this registry, else, inside
     * {@code node}, the one in the agent's own Docker configuration, else none.
     *
     * @param credentialsId or null
     */
    public RegistryAccess access(String host, String credentialsId)
            throws DeliveryException, IOException, InterruptedException {
        RegistryAccess access = RegistryAccess.of(host, credentialsId, delivery.settings(), delivery.secrets());
        Optional<Workspace> workspace = workspace();
        return access.hasLogin() || workspace.isEmpty() ? access : AgentLogin.find(access, workspace.get(), delivery);
    }

    /** A registry by its host; {@code credentialsId} may be null. */
    public Registry forHost(String host, String credentialsId)
            throws DeliveryException, IOException, InterruptedException {
        return at(access(host, credentialsId));
    }

    public Registry at(RegistryAccess access) throws DeliveryException, IOException, InterruptedException {
        Optional<Workspace> workspace = workspace();
        return workspace.isPresent() ? new AgentRegistry(workspace.get(), access) : here(access);
    }

    /**
     * Does several operations in one go, where the registry is asked from.
     *
     * @param type of what comes of it
     */
    public <T extends Serializable> T work(RegistryAccess access, RegistryWork<T> work, Class<T> type)
            throws DeliveryException, IOException, InterruptedException {
        Optional<Workspace> workspace = workspace();
        return workspace.isPresent()
                ? RegistryTask.asked(workspace.get(), new RegistryWorkTask(access, work), access, type)
                : work.with(new HttpRegistry(access, delivery.clock()));
    }

    /** Copies as {@link ImageCopier#copy} does. */
    public ImageCopier.Copied copy(
            RegistryAccess from, ImageReference source, RegistryAccess to, ImageReference target, List<String> tags)
            throws DeliveryException, IOException, InterruptedException {
        Optional<Workspace> workspace = workspace();
        return workspace.isPresent()
                ? RegistryTask.copy(from, source, to, target, tags).on(workspace.get(), ImageCopier.Copied.class)
                : new ImageCopier(here(from), here(to)).copy(source, target, tags);
    }

    private HttpRegistry here(RegistryAccess access) throws DeliveryException {
        return new HttpRegistry(access, delivery.clock(), delivery.proxy());
    }

    /** Where requests go out from, for the log. */
    public String place() throws IOException, InterruptedException {
        return workspace().isPresent() ? "the agent" : "the controller";
    }

    private Optional<Workspace> workspace() throws IOException, InterruptedException {
        try {
            return Optional.of(delivery.workspace());
        } catch (DeliveryException e) {
            return Optional.empty(); // outside node
        }
    }
}
