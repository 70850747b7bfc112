package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.notify.ReleaseMessages;
import io.jenkins.plugins.storefront.delivery.notify.RuleScope;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Gives its block rules, and tells by them what came of it. The block's end does not wait until that is sent, and never fails by it.
 *
 * <p>Persisted: an id, the rules, and how the block ended. After a restart Pipeline itself resumes the block.
 */
final class WithNoticesExecution extends StepExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(WithNoticesExecution.class.getName());

    private final String id;
    private final String rules;

    /** How the block ended, and with what; null before. What it gave is not persisted. */
    private volatile Outcome outcome;

    private volatile Throwable failure;
    private transient volatile Object result;

    WithNoticesExecution(StepContext context, List<NoticeRule> rules) {
        this(context, UUID.randomUUID().toString().substring(0, 8), RuleScope.write(rules));
    }

    private WithNoticesExecution(StepContext context, String id, String rules) {
        super(context);
        this.id = id;
        this.rules = rules;
    }

    @Override
    public boolean start() throws Exception {
        List<NoticeRule> all = new ArrayList<>(RuleScope.parse(rules));
        NoticeScope around = getContext().get(NoticeScope.class);
        if (around != null) {
            all.addAll(around.rules());
        }
        getContext()
                .newBodyInvoker()
                .withContext(new NoticeScope(all))
                .withCallback(new Callback(this))
                .start();
        return false;
    }

    @Override
    public void onResume() {
        if (outcome != null) {
            tell();
        }
    }

    /** The block has ended on a CPS VM thread; what follows reads the disk, so it goes on on the pool. */
    private void tell() {
        try {
            tell(DeliveryContextFactory.of(getContext()));
        } catch (IOException e) {
            untold(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            untold(e);
        }
    }

    private void tell(DeliveryContext delivery) {
        String reason = failure == null ? "" : String.valueOf(failure.getMessage());
        delivery.pool().submit(() -> {
            try {
                ReleaseMessages messages = new ReleaseMessages(delivery);
                messages.ended(id, RuleScope.parse(rules), outcome, reason);
                messages.whenComposed(this::complete);
            } catch (DeliveryException | RuntimeException e) {
                if (!delivery.pool().isClosed()) {
                    untold(e);
                } // else Jenkins stops, and it is told after the restart
            }
        });
    }

    private void untold(Exception why) {
        LOGGER.log(Level.WARNING, "Nobody is told what came of a withNotices block", why);
        complete();
    }

    private void complete() {
        if (failure == null) {
            getContext().onSuccess(result);
        } else {
            getContext().onFailure(failure);
        }
    }

    @Override
    public String getStatus() {
        return outcome == null ? "running its block" : "telling what came of it";
    }

    /** The block has ended, on a CPS VM thread. */
    private void ended(Outcome how, Object given, Throwable why) {
        result = given;
        failure = why;
        outcome = how;
        tell();
    }

    /** Persisted with the block. */
    private static final class Callback extends BodyExecutionCallback {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String id;
        private final String rules;

        /** Null where an earlier version began the block. */
        private final WithNoticesExecution execution;

        Callback(WithNoticesExecution execution) {
            this.id = execution.id;
            this.rules = execution.rules;
            this.execution = execution;
        }

        private WithNoticesExecution around(StepContext block) {
            return execution == null ? new WithNoticesExecution(block, id, rules) : execution;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            around(context).ended(Outcome.SUCCEEDED, result, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            around(context).ended(t instanceof FlowInterruptedException ? Outcome.ABORTED : Outcome.FAILED, null, t);
        }
    }
}
