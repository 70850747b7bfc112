package io.jenkins.plugins.storefront.delivery.image.registry;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.Serial;
import java.nio.file.Path;
import java.time.Clock;

/** Does a {@link RegistryWork} on the machine of the workspace. */
final class RegistryWorkTask implements WorkspaceTask<RegistryTask.Answer> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final RegistryAccess access;
    private final RegistryWork<?> work;

    RegistryWorkTask(RegistryAccess access, RegistryWork<?> work) {
        this.access = access;
        this.work = work;
    }

    @Override
    public RegistryTask.Answer run(Path folder) throws InterruptedException {
        try {
            return new RegistryTask.Answer(work.with(new HttpRegistry(access, Clock.systemUTC())), null);
        } catch (DeliveryException e) {
            return new RegistryTask.Answer(null, e.getMessage());
        }
    }
}
