package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.util.Optional;

/** Removes a container, and says so where that fails: it is not thrown, as the block's own outcome counts. */
final class ContainerEnd {
    /** Lines of its log that are shown on failure. */
    private static final int SHOWN_LINES = 200;

    private final DeliveryContext delivery;
    private final Containers containers;
    private final String name;

    ContainerEnd(DeliveryContext delivery, Containers containers, String name) {
        this.delivery = delivery;
        this.containers = containers;
        this.name = name;
    }

    /** Shows the end of its log first where {@code failed}. */
    void remove(boolean failed) {
        try {
            if (failed) {
                showLog();
            }
            containers.remove(name);
        } catch (DeliveryException | IOException | RuntimeException e) {
            left("could not be removed (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            left("was not removed");
        }
    }

    private void left(String why) {
        String next = "the next withContainer there removes it";
        try {
            Leftovers.left(delivery, name);
        } catch (IOException e) {
            next = "that is not on record either: " + e.getMessage();
        }
        tell(
                true,
                "container " + name + " " + why + "; " + next + ", or do it by hand: "
                        + containers.removalByHand(name));
    }

    private void showLog() throws IOException, InterruptedException {
        try {
            Optional<Inspected> seen = containers.inspect(name);
            if (seen.isEmpty()) {
                return;
            } else if (!seen.get().isRunning()) {
                tell(true, "container " + name + " ended " + seen.get().end());
            }
            tell(false, "the last lines of container " + name + ":");
            containers.log(name, SHOWN_LINES).forEach(line -> delivery.events()
                    .publish(new ProcessOutput(delivery.clock().instant(), name, line)));
        } catch (DeliveryException e) {
            tell(true, "the log of container " + name + " cannot be read: " + e.getMessage());
        }
    }

    private void tell(boolean warning, String text) {
        delivery.events().publish(new Remark(delivery.clock().instant(), warning, ContainerSession.STEP, text));
    }
}
