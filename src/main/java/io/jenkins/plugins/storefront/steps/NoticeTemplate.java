package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.util.List;

/** Reads a team's template from the workspace, under the same rules as manifests. */
final class NoticeTemplate {
    private NoticeTemplate() {}

    /** Its text, or null where none is named. */
    static String read(DeliveryContext delivery, String file)
            throws DeliveryException, IOException, InterruptedException {
        if (file == null) {
            return null;
        }
        try {
            return delivery.workspace()
                    .act(new ReadFiles(List.of(file)))
                    .values()
                    .iterator()
                    .next();
        } catch (IOException e) {
            throw new DeliveryException("template: " + e.getMessage(), e);
        }
    }
}
