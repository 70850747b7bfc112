package io.jenkins.plugins.storefront.delivery.notify.preview;

import io.jenkins.plugins.storefront.delivery.notify.mail.MailPicture;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import java.util.List;

/**
 * A notice as it would be sent.
 *
 * @param through {@code Slack}, {@code Mail}, or the kind of a webhook
 * @param to channel or addresses
 * @param title first line or subject
 * @param body Block Kit JSON, HTML, or a webhook's JSON
 * @param text plain text
 * @param pictures of a mail
 */
public record Shown(
        String through,
        Language language,
        String to,
        String title,
        String body,
        String text,
        List<MailPicture> pictures) {
    public Shown {
        pictures = List.copyOf(pictures);
    }
}
