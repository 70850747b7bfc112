package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads a team's template from the workspace, under the same rules as manifests. */
final class NoticeTemplate {
    private NoticeTemplate() {}

    /** It, read and checked; null where none is named. */
    static TeamTemplate read(DeliveryContext delivery, String file)
            throws DeliveryException, IOException, InterruptedException {
        if (file == null) {
            return null;
        }
        try {
            Map<String, String> found = delivery.workspace().act(new ReadFiles(List.of(file)));
            if (found.size() != 1) {
                throw new DeliveryException("template: '" + file + "' matches " + found.size() + " files; name one");
            }
            return TeamTemplate.checked(file, found.values().iterator().next());
        } catch (IOException e) {
            throw new DeliveryException("template: " + e.getMessage(), e);
        }
    }
}
