package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.preview.Shown;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings.Kind;
import java.util.ArrayList;
import java.util.List;

/** Composes every notice that a release would give, by the code that composes those that are sent, and sends none. */
public final class NoticePreview {
    private static final String ID = "preview";

    private NoticePreview() {}

    /**
     * Slack's message, the mail, and what each webhook is told.
     *
     * @param excerpt of the step that failed, or null
     * @param template of the team's, or null for ours; one that makes HTML is used for the mail alone
     * @throws DeliveryException if the template is wrong for one of them
     */
    public static List<Shown> of(
            RunInfo run, Release release, LogExcerpt excerpt, Language language, TeamTemplate template)
            throws DeliveryException {
        PreviewContext context = new PreviewContext(run, release, excerpt, language);
        Notifier notifier = new Notifier(context);
        TeamTemplate forChats = template == null || template.html() ? null : template;
        List<Shown> all = new ArrayList<>();
        OutboxNotice message = notifier.slack(
                new SlackRequest(ID, null, null, null, forChats == null ? null : forChats.text(), null, null, false));
        all.add(shown("Slack", language, message));
        for (Release.Deployment one : release.deployments()) {
            if (one.outcome() != null && one.outcome().bad()) {
                for (OutboxNotice reply :
                        new MessageReplies(context).failure(message, release, one, List.of(), language.code())) {
                    all.add(shown("Slack, in its thread", language, reply));
                }
            }
        }
        all.add(shown(
                "Mail",
                language,
                notifier.mail(new MailRequest(
                        ID, null, List.of("team@example.com"), null, null, template, language, false))));
        for (Kind kind : Kind.values()) {
            all.add(shown(
                    kind.name(),
                    language,
                    notifier.webhook(new WebhookRequest(
                            ID,
                            PreviewContext.webhook(kind),
                            null,
                            kind == Kind.JSON ? null : forChats,
                            language,
                            false))));
        }
        return all;
    }

    private static Shown shown(String through, Language language, OutboxNotice notice) throws DeliveryException {
        Payload payload = Payload.read(notice.payload());
        return new Shown(
                through,
                language,
                notice.to(),
                payload.title(),
                payload.body(),
                payload.text(),
                payload.mail() == null ? List.of() : payload.mail().pictures());
    }
}
