package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.Person;
import io.jenkins.plugins.storefront.delivery.settings.Topic;
import java.util.List;
import java.util.Objects;

/** What is said beside a message of the release, in its thread and shortly in the channel. Outbox threads only. */
final class MessageReplies {
    private final DeliveryContext delivery;

    MessageReplies(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    /** What the end of a deployment is worth saying beside the message; ids are stable, so that it is said once. */
    List<OutboxNotice> ofEnd(OutboxNotice to, String closed, String language) {
        Release release = delivery.release().current();
        Release.Deployment deployment = find(release, closed);
        if (deployment == null || deployment.outcome() == null) {
            return List.of();
        } else if (deployment.outcome().bad()) {
            return failure(to, release, deployment, List.of(), language);
        }
        return recovers(release.deployments(), deployment) ? List.of(recovery(to, deployment, language)) : List.of();
    }

    static Release.Deployment find(Release release, String id) {
        return release.deployments().stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** Details in the thread of {@code to}, where there are any, and a short reply that the channel sees. */
    List<OutboxNotice> failure(
            OutboxNotice to, Release release, Release.Deployment deployment, List<Person> called, String language) {
        String id = to.message() + "-" + deployment.id();
        String where = deployment.name() + " → " + deployment.environment();
        String details = ReleaseText.causes(release, deployment.id());
        String text = ReleaseText.failed(deployment, new NoticeTexts(language));
        OutboxNotice loud = new Notifier(delivery).reply(to, id, where, text, true, called);
        return details.isEmpty()
                ? List.of(loud)
                : List.of(new Notifier(delivery).reply(to, id + "-details", where, details, false), loud);
    }

    private OutboxNotice recovery(OutboxNotice to, Release.Deployment deployment, String language) {
        String where = deployment.name() + " → " + deployment.environment();
        return new Notifier(delivery)
                .reply(
                        to,
                        to.message() + "-" + deployment.id(),
                        where,
                        ":white_check_mark: *" + Mrkdwn.escape(where) + "* "
                                + new NoticeTexts(language).text("topic." + Topic.RECOVERED),
                        true);
    }

    static boolean recovers(List<Release.Deployment> all, Release.Deployment deployment) {
        Outcome before = before(all, deployment);
        return before != null && before.bad() && deployment.outcome() == Outcome.SUCCEEDED;
    }

    /** How the deployment before it to the same environment ended in this run, or null. */
    static Outcome before(List<Release.Deployment> all, Release.Deployment deployment) {
        Outcome before = null;
        for (Release.Deployment one : all.subList(0, all.indexOf(deployment))) {
            if (Objects.equals(one.environment(), deployment.environment()) && one.outcome() != null) {
                before = one.outcome();
            }
        }
        return before;
    }
}
