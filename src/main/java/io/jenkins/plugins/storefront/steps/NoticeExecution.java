package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.notify.Attachment;
import io.jenkins.plugins.storefront.delivery.notify.NoticeRefused;
import io.jenkins.plugins.storefront.delivery.notify.Notifier;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Composes a notice, puts it into the outbox, and waits for its first attempt, or with {@code failOnError} for its end; no thread is
 * held meanwhile. One that goes out in several languages is a notice for each, and all are waited for.
 *
 * <p>Persisted: the parameters and the notice's id. After a controller restart the same notice is put again, which sends nothing that
 * was sent. What is in the outbox stays there when the step is stopped.
 */
abstract class NoticeExecution extends StepExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A receiver that does not answer keeps no run waiting for longer. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final String id = UUID.randomUUID().toString();
    private final String connection;
    private final String template;
    private final String language;
    private final boolean failOnError;
    private final ArrayList<String> attach;
    private final AtomicBoolean completed = new AtomicBoolean();

    NoticeExecution(StepContext context, NoticeStep step) {
        super(context);
        connection = step.getConnection();
        template = step.getTemplate();
        language = step.getLanguage();
        failOnError = step.isFailOnError();
        attach = new ArrayList<>(Parameters.texts(step.getAttach(), "attach"));
    }

    final String id() {
        return id;
    }

    final String connection() {
        return connection;
    }

    /** As given, or null. */
    final String language() {
        return language;
    }

    final boolean definite() {
        return failOnError;
    }

    /** The step's name in Jenkinsfiles. */
    abstract String name();

    /** Composes the notice, and others that tell the same to others, on a pool thread; blocking is fine. */
    abstract List<OutboxNotice> compose(DeliveryContext delivery, TeamTemplate template)
            throws DeliveryException, IOException, InterruptedException;

    /** The notices with their files, and those that bring files. */
    List<OutboxNotice> with(List<OutboxNotice> notices, List<Attachment> files) throws DeliveryException {
        if (!files.isEmpty()) {
            throw new DeliveryException(name() + " takes no files; link to them in the text");
        }
        return notices;
    }

    @Override
    public final boolean start() throws Exception {
        begin();
        return false;
    }

    @Override
    public final void onResume() {
        try {
            begin();
        } catch (Exception e) {
            fail(e);
        }
    }

    private void begin() throws Exception {
        DeliveryContext delivery = DeliveryContextFactory.of(getContext());
        WorkPool pool = delivery.pool();
        pool.submit(() -> {
            try {
                List<OutboxNotice> all = with(
                        compose(delivery, NoticeTemplate.read(delivery, template)),
                        AttachedFiles.read(delivery, attach == null ? List.of() : attach));
                NoticeReceipts receipts = new NoticeReceipts(all, failOnError);
                Notifier notifier = new Notifier(delivery);
                for (OutboxNotice notice : all) {
                    notifier.put(notice, receipt -> told(receipts.add(receipt)));
                }
                if (!failOnError) {
                    pool.schedule(() -> told(Optional.of(receipts.soFar())), LONGEST_WAIT);
                }
            } catch (Exception | LinkageError e) {
                if (!pool.isClosed()) {
                    notPut(delivery, e);
                } // else Jenkins stops, and it begins again after the restart
            }
        });
    }

    private void notPut(DeliveryContext delivery, Throwable why) {
        if (why instanceof NoticeRefused known) {
            refused(known); // which was told
        } else if (why instanceof DeliveryException e) {
            delivery.events().publish(new Remark(delivery.clock().instant(), true, name(), e.getMessage()));
            refused(e);
        } else {
            fail(why);
        }
    }

    private void told(Optional<NoticeReceipts.Outcome> outcome) {
        outcome.ifPresent(known -> {
            if (known.failure() == null) {
                succeed(known.result());
            } else {
                fail(known.failure());
            }
        });
    }

    private void refused(DeliveryException e) {
        if (failOnError) {
            fail(e);
        } else {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("sent", false);
            result.put("queued", false);
            result.put("reason", e.getMessage());
            succeed(result);
        }
    }

    private void succeed(Map<String, Object> result) {
        if (completed.compareAndSet(false, true)) {
            getContext().onSuccess(result);
        }
    }

    private void fail(Throwable e) {
        if (completed.compareAndSet(false, true)) {
            getContext().onFailure(BackgroundExecution.forPeople(e));
        }
    }

    @Override
    public final String getStatus() {
        return definite() ? "waiting until it is sent" : "waiting for the first attempt to send it";
    }

    @Override
    public final void stop(Throwable cause) throws Exception {
        if (completed.compareAndSet(false, true)) {
            try {
                DeliveryContext delivery = DeliveryContextFactory.of(getContext());
                delivery.events()
                        .publish(new Remark(
                                delivery.clock().instant(),
                                true,
                                name(),
                                "stopped; the message is sent all the same once it is in the outbox"));
            } finally {
                getContext().onFailure(cause);
            }
        }
    }
}
