package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Keeps the release's messages up to date: a listener of the run's events. A message begins with {@code slackNotify}; from then on each
 * beginning and end of a deployment gives it a new state in place. A failure is told in its thread, with log lines, and shortly in the
 * channel; so is a recovery.
 *
 * <p>Publishing only hands over to the outbox's threads, where all of it happens one after another.
 */
public final class ReleaseMessages implements EventSink {
    private final DeliveryContext delivery;

    public ReleaseMessages(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    @Override
    public void publish(DeliveryEvent event) {
        if (event instanceof DeploymentOpened) {
            delivery.outbox().compose(() -> updateAll(null));
        } else if (event instanceof DeploymentClosed closed) {
            delivery.outbox().compose(() -> updateAll(closed.deployment()));
        }
    }

    /** The release's message in that channel; begun where there is none yet. The notice is not put. */
    OutboxNotice current(SlackRequest request) throws DeliveryException {
        synchronized (delivery.release()) {
            LivingMessage message = LivingMessage.read(delivery.release()).stream()
                    .filter(one -> Objects.equals(one.connection(), request.connection())
                            && Objects.equals(one.channel(), request.channel()))
                    .findFirst()
                    .orElse(new LivingMessage(
                            request.connection(),
                            request.channel(),
                            UUID.randomUUID().toString(),
                            null,
                            null));
            OutboxNotice notice = compose(message, request.id(), request.definite());
            LivingMessage.write(delivery.release(), message.saying(notice.id()));
            return notice;
        }
    }

    private OutboxNotice compose(LivingMessage message, String id, boolean definite) throws DeliveryException {
        return new Notifier(delivery)
                .slack(new SlackRequest(
                        id, message.connection(), message.channel(), null, null, message.ref(), null, definite));
    }

    /** Remembers what Slack calls the message. */
    void told(OutboxReceipt receipt) {
        String name = receipt.reference();
        String key = receipt.notice().message();
        if (receipt.state() != OutboxReceipt.State.SENT || key == null || name == null || name.isEmpty()) {
            return;
        }
        synchronized (delivery.release()) {
            try {
                for (LivingMessage one : LivingMessage.read(delivery.release())) {
                    if (one.key().equals(key) && !name.equals(one.reference())) {
                        LivingMessage.write(delivery.release(), one.sent(name));
                    }
                }
            } catch (DeliveryException e) {
                remark(e);
            }
        }
    }

    private void updateAll(String closed) {
        try {
            synchronized (delivery.release()) {
                for (LivingMessage message : LivingMessage.read(delivery.release())) {
                    OutboxNotice notice = compose(message, UUID.randomUUID().toString(), false);
                    put(notice);
                    LivingMessage.write(delivery.release(), message.saying(notice.id()));
                    if (closed != null) {
                        replies(notice, closed);
                    }
                }
            }
        } catch (DeliveryException e) {
            remark(e);
        }
    }

    private void put(OutboxNotice notice) throws DeliveryException {
        new Notifier(delivery).put(notice, receipt -> {});
    }

    /** What the end of a deployment is worth saying beside the message; ids are stable, so that it is said once. */
    private void replies(OutboxNotice to, String closed) throws DeliveryException {
        Release release = delivery.release().current();
        Release.Deployment deployment = release.deployments().stream()
                .filter(one -> one.id().equals(closed))
                .findFirst()
                .orElse(null);
        if (deployment == null || deployment.outcome() == null) {
            return;
        }
        String id = to.message() + "-" + closed;
        String where = deployment.name() + " → " + deployment.environment();
        if (deployment.outcome().bad()) {
            String details = ReleaseText.causes(release, closed);
            if (!details.isEmpty()) {
                put(new Notifier(delivery).reply(to, id + "-details", where, details, false));
            }
            put(new Notifier(delivery).reply(to, id, where, ReleaseText.failed(deployment), true));
        } else if (recovers(release.deployments(), deployment)) {
            put(new Notifier(delivery)
                    .reply(to, id, where, ":white_check_mark: *" + Mrkdwn.escape(where) + "* has recovered", true));
        }
    }

    private static boolean recovers(List<Release.Deployment> all, Release.Deployment deployment) {
        Outcome before = null;
        for (Release.Deployment one : all.subList(0, all.indexOf(deployment))) {
            if (one.environment().equals(deployment.environment()) && one.outcome() != null) {
                before = one.outcome();
            }
        }
        return before != null && before.bad() && deployment.outcome() == Outcome.SUCCEEDED;
    }

    private void remark(DeliveryException e) {
        delivery.events()
                .publish(new Remark(
                        delivery.clock().instant(), true, "the release's message is not up to date", e.getMessage()));
    }
}
