package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.StrategyMoved;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.settings.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What there is to tell by rules.
 *
 * @param id stable, so that it is told once
 * @param topic what happened
 * @param about all words for it that rules may use
 * @param environment name, or null where it is about the run
 * @param services of the release
 * @param changed whether it is another outcome than that before
 * @param what run and place, one plain line
 * @param text the reason, or an empty text
 * @param cause what failures of one cause have in common, or null
 * @param deployment that it is about, or null
 * @param release as it is now
 */
record RuleTelling(
        String id,
        String subject,
        Topic topic,
        Set<Topic> about,
        String environment,
        Set<String> services,
        boolean changed,
        String what,
        String text,
        String cause,
        Release.Deployment deployment,
        Release release,
        Instant at) {

    static RuleTelling of(DeliveryContext delivery, DeploymentOpened event, Before before) {
        Release release = delivery.release().current();
        return new RuleTelling(
                id(delivery, event.deployment(), Topic.STARTED),
                subject(delivery, event.environment()),
                Topic.STARTED,
                Set.of(Topic.STARTED),
                event.environment(),
                services(release),
                true,
                what(delivery, event.name() + " → " + event.environment()),
                "",
                null,
                MessageReplies.find(release, event.deployment()),
                release,
                event.at());
    }

    static RuleTelling of(DeliveryContext delivery, Release release, Release.Deployment deployment, Before before) {
        Outcome earlier = MessageReplies.before(release.deployments(), deployment);
        boolean wasBad = earlier == null ? before.bad() : earlier.bad();
        boolean known = earlier != null || before.known();
        Topic topic = topic(deployment.outcome(), wasBad);
        return new RuleTelling(
                id(delivery, deployment.id(), topic),
                subject(delivery, deployment.environment()),
                topic,
                about(topic),
                deployment.environment(),
                services(release),
                !known || wasBad != deployment.outcome().bad(),
                what(delivery, deployment.name() + " → " + deployment.environment()),
                deployment.reason() == null ? "" : deployment.reason(),
                topic.bad() ? Causes.key(release, deployment) : null,
                deployment,
                release,
                deployment.endedAt() == null ? delivery.clock().instant() : deployment.endedAt());
    }

    static RuleTelling of(
            DeliveryContext delivery, Release release, Release.Deployment deployment, StrategyMoved event) {
        return new RuleTelling(
                id(delivery, event.rollout() + "-" + event.stop(), Topic.WAITING),
                subject(delivery, deployment.environment()),
                Topic.WAITING,
                Set.of(Topic.WAITING),
                deployment.environment(),
                services(release),
                true,
                what(delivery, deployment.name() + " → " + deployment.environment()),
                event.subject() + ": " + event.text(),
                null,
                deployment,
                release,
                event.at());
    }

    static RuleTelling of(DeliveryContext delivery, String block, Outcome outcome, String reason) {
        Release release = delivery.release().current();
        Topic topic = topic(outcome, false);
        String job = delivery.run().job();
        return new RuleTelling(
                id(delivery, block, topic),
                job,
                topic,
                about(topic),
                null,
                services(release),
                true,
                delivery.run().displayName(),
                reason == null ? "" : reason,
                outcome.bad() && reason != null && !reason.isBlank() ? job + " " + Causes.plain(reason) : null,
                null,
                release,
                delivery.clock().instant());
    }

    private static Topic topic(Outcome outcome, boolean wasBad) {
        return switch (outcome) {
            case SUCCEEDED, SKIPPED -> wasBad ? Topic.RECOVERED : Topic.SUCCEEDED;
            case UNSTABLE -> Topic.UNSTABLE;
            case UNDONE -> Topic.UNDONE;
            case FAILED, ABORTED -> Topic.FAILED;
        };
    }

    private static Set<Topic> about(Topic topic) {
        return switch (topic) {
            case RECOVERED -> Set.of(Topic.RECOVERED, Topic.SUCCEEDED);
            case UNDONE -> Set.of(Topic.UNDONE, Topic.FAILED);
            default -> Set.of(topic);
        };
    }

    private static String id(DeliveryContext delivery, String of, Topic topic) {
        String run = delivery.run().job() + "#" + delivery.run().number();
        return Integer.toHexString(run.hashCode()) + "-" + of + "-"
                + topic.name().toLowerCase(Locale.ROOT);
    }

    private static String subject(DeliveryContext delivery, String environment) {
        return delivery.run().job() + " → " + environment;
    }

    private static String what(DeliveryContext delivery, String where) {
        return delivery.run().displayName() + ": " + where;
    }

    /**
     * One plain line.
     *
     * @param language code, or null for English
     */
    String title(String language) {
        return what + " " + new NoticeTexts(language).text("topic." + topic);
    }

    /** Those built here, and those rolled out. */
    private static Set<String> services(Release release) {
        Set<String> names = new TreeSet<>();
        release.images().keySet().forEach(one -> names.add(one.value()));
        for (Release.Rollout rollout : release.rollouts()) {
            List.copyOf(rollout.images().values()).forEach(one -> names.add(last(one)));
        }
        return names;
    }

    private static String last(String image) {
        try {
            String name = ImageReference.parse(image).repository();
            return name.substring(name.lastIndexOf('/') + 1);
        } catch (DeliveryException e) {
            return image;
        }
    }
}
