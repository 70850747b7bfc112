package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.StrategyMoved;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the release's messages up to date and tells what rules want told: a listener of the run's events. A message begins with
 * {@code slackNotify} or by a rule; from then on it gets a new state in place as deployments and their services go, at most once a
 * second. A failure is told in its thread, with log lines, and shortly in the channel; so is a recovery.
 *
 * <p>Publishing only hands over to the outbox's threads, where all of a run happens one after another.
 */
public final class ReleaseMessages implements EventSink {
    /** What is told is written to the outbox in milliseconds, unless names of people are asked of a silent server for it. */
    private static final Duration COMPOSED_WITHIN = Duration.ofSeconds(5);

    /** How long progress is gathered before it is shown. */
    private static final Duration GATHER = Duration.ofSeconds(1);

    private final DeliveryContext delivery;
    private final Map<String, WorkloadProgressed> moved = new ConcurrentHashMap<>();
    private final AtomicBoolean gathering = new AtomicBoolean();

    public ReleaseMessages(DeliveryContext delivery) {
        this.delivery = delivery;
    }

    @Override
    public void publish(DeliveryEvent event) {
        if (event instanceof DeploymentOpened opened) {
            compose(() -> {
                new RuleNotices(delivery, this).opened(opened);
                updateAll(null);
            });
        } else if (event instanceof DeploymentClosed closed) {
            compose(() -> {
                new RuleNotices(delivery, this).closed(closed);
                updateAll(closed.deployment());
            });
        } else if (event instanceof StrategyMoved strategy && "promote".equals(strategy.waitsFor())) {
            compose(() -> {
                new RuleNotices(delivery, this).waits(strategy);
                updateAll(null);
            });
        } else if (event instanceof WorkloadProgressed progress) {
            moved.put(Progress.key(progress.rollout(), progress.object()), progress);
            if (gathering.compareAndSet(false, true)) {
                delivery.pool().schedule(() -> compose(() -> updateAll(null)), GATHER);
            }
        } else if (event instanceof RolloutPlanned
                || event instanceof RolloutEnded
                || event instanceof UndoStarted
                || event instanceof UndoEnded) {
            compose(() -> updateAll(null));
        }
    }

    /**
     * Tells what came of a {@code withNotices} block, where its deployments have not told it.
     *
     * @param id of the block
     * @param rules of the block
     * @param outcome of the block
     * @param reason why it failed, or an empty text
     */
    public void ended(String id, List<NoticeRule> rules, Outcome outcome, String reason) {
        delivery.secrets(); // what is to be masked is known while the step runs, and it may be over when this is
        // composed
        compose(() -> new RuleNotices(delivery, this).ended(id, rules, outcome, reason));
    }

    /** Does something on a pool thread after all that this run has told so far is composed. */
    public void compose(Runnable task) {
        delivery.outbox().compose(new Notifier(delivery).origin(), task);
    }

    /**
     * Runs {@code then} on a pool thread once all that this run has told so far is in the outbox, or after 5 s; never where the host
     * stops before. A step that ends by it has its telling done again after a crash.
     */
    public void whenComposed(Runnable then) {
        AtomicBoolean done = new AtomicBoolean();
        Runnable once = () -> {
            if (!delivery.pool().isClosed() && done.compareAndSet(false, true)) {
                then.run();
            }
        };
        compose(once);
        delivery.pool().schedule(once, COMPOSED_WITHIN);
    }

    /** The release's message in that channel; begun where there is none yet. The notice is not put. */
    OutboxNotice current(SlackRequest request) throws DeliveryException {
        synchronized (delivery.release()) {
            LivingMessage message = new MessagePlaces(delivery)
                    .in(
                            request.connection(),
                            request.channel(),
                            request.language() == null
                                    ? null
                                    : request.language().code());
            OutboxNotice notice = state(message, request.id(), request.definite());
            LivingMessage.write(delivery.release(), message.saying(notice.id()));
            return notice;
        }
    }

    /** A new state of a message. */
    OutboxNotice state(LivingMessage message, String id, boolean definite) throws DeliveryException {
        Notifier notifier = new Notifier(delivery);
        Release release = delivery.release().current();
        RunInfo run = delivery.run();
        Map<String, Before> before = new LinkedHashMap<>();
        Map<String, Progress> progress;
        try {
            for (Release.Deployment one : release.deployments()) {
                before.put(one.id(), Before.read(delivery.release(), one.id()));
            }
            progress = Progress.read(delivery.release());
        } catch (IOException e) {
            throw new DeliveryException("what belongs to the release cannot be read: " + e.getMessage(), e);
        }
        return notifier.living(
                new SlackRequest(
                        id,
                        message.connection(),
                        message.channel(),
                        null,
                        null,
                        message.ref(),
                        null,
                        definite,
                        Language.of(message.language())),
                new LivingBlocks(run, release, before, progress, new NoticeTexts(message.language()), notifier::mask),
                diff(run, before));
    }

    private String diff(RunInfo run, Map<String, Before> before) {
        Before last = before.values().stream().reduce((one, other) -> other).orElse(Before.NOTHING);
        try {
            String link = DiffLink.of(delivery.environment().get("GIT_URL"), last.base(), last.head());
            return link != null || run.url() == null || last.changes().isEmpty()
                    ? link
                    : run.url() + (run.url().endsWith("/") ? "" : "/") + "changes";
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
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
                gathering.set(false);
                List<WorkloadProgressed> news = List.copyOf(moved.values());
                moved.values().removeAll(news);
                List<LivingMessage> all = LivingMessage.read(delivery.release());
                if (!all.isEmpty()) {
                    Progress.write(delivery.release(), news);
                }
                for (LivingMessage message : all) {
                    OutboxNotice notice = state(message, UUID.randomUUID().toString(), false);
                    put(notice);
                    LivingMessage.write(delivery.release(), message.saying(notice.id()));
                    if (closed != null && !message.ruled()) {
                        for (OutboxNotice one :
                                new MessageReplies(delivery).ofEnd(notice, closed, message.language())) {
                            put(one);
                        }
                    }
                }
            }
        } catch (DeliveryException e) {
            remark(e);
        } catch (IOException e) {
            remark(new DeliveryException("what belongs to the release cannot be written: " + e.getMessage(), e));
        }
    }

    void put(OutboxNotice notice) throws DeliveryException {
        new Notifier(delivery).put(notice, receipt -> {});
    }

    void remark(DeliveryException e) {
        delivery.events()
                .publish(new Remark(
                        delivery.clock().instant(), true, "the release's message is not up to date", e.getMessage()));
    }
}
