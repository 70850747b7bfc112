package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import java.util.List;

/**
 * What a mail shall be.
 *
 * @param id of the notice; the same id is sent once, and the Message-ID is made of it
 * @param connection name, or null for the first one
 * @param to addresses; an entry may hold several, separated by commas
 * @param subject one line, or null for how the release stands
 * @param message free text in front, or null
 * @param template of the team's for the text, or, where it {@linkplain TeamTemplate#html() makes HTML}, for the HTML; null for ours
 * @param language of the words, or null for that of the first recipient
 * @param definite as in {@link SlackRequest}
 * @param thread the mail that it replies to, or null
 */
public record MailRequest(
        String id,
        String connection,
        List<String> to,
        String subject,
        String message,
        TeamTemplate template,
        Language language,
        boolean definite,
        SlackRequest.MessageRef thread) {
    public MailRequest {
        to = List.copyOf(to);
    }

    /** One that replies to none. */
    public MailRequest(
            String id,
            String connection,
            List<String> to,
            String subject,
            String message,
            TeamTemplate template,
            Language language,
            boolean definite) {
        this(id, connection, to, subject, message, template, language, definite, null);
    }

    /** One by the usual template, in the first recipient's language. */
    public static MailRequest of(String id, List<String> to, String subject, String message) {
        return new MailRequest(id, null, to, subject, message, null, null, false);
    }

    /** The same for some of its recipients. */
    MailRequest to(String other, List<String> some, Language theirs) {
        return new MailRequest(other, connection, some, subject, message, template, theirs, definite, thread);
    }
}
