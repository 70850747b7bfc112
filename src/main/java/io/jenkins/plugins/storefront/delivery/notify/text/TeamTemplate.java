package io.jenkins.plugins.storefront.delivery.notify.text;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.Locale;

/**
 * A template of the team's that was read and found good.
 *
 * @param file as the team calls it
 * @param text of it
 */
public record TeamTemplate(String file, String text) {
    /**
     * Reads it.
     *
     * @throws DeliveryException with one line for each thing that is wrong in it
     */
    public static TeamTemplate checked(String file, String text) throws DeliveryException {
        TemplateCheck.check(file, text);
        return new TeamTemplate(file, text);
    }

    /** Whether it makes HTML: its name has {@code .html} in it. */
    public boolean html() {
        return file.toLowerCase(Locale.ROOT).contains(".html");
    }
}
