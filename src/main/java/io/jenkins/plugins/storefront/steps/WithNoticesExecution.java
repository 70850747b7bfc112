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
 * Gives its block rules, and tells by them what came of it. The block's end never waits for that, and never fails by it.
 *
 * <p>Persisted: an id and the rules. After a restart Pipeline itself resumes the block.
 */
final class WithNoticesExecution extends StepExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(WithNoticesExecution.class.getName());

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String rules;

    WithNoticesExecution(StepContext context, List<NoticeRule> rules) {
        super(context);
        this.rules = RuleScope.write(rules);
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
    public String getStatus() {
        return "running its block";
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

        @Override
        public void onSuccess(StepContext context, Object result) {
            tell(context, Outcome.SUCCEEDED, "", () -> context.onSuccess(result));
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            Outcome outcome = t instanceof FlowInterruptedException ? Outcome.ABORTED : Outcome.FAILED;
            tell(context, outcome, String.valueOf(t.getMessage()), () -> context.onFailure(t));
        }

        /** The block has ended on a CPS VM thread; what follows reads the disk, so it goes on on the pool. */
        private void tell(StepContext context, Outcome outcome, String reason, Runnable then) {
            try {
                // Asking the block's own context would write down its last node, on this thread
                DeliveryContext delivery =
                        DeliveryContextFactory.of(execution == null ? context : execution.getContext());
                delivery.pool().submit(() -> {
                    try {
                        new ReleaseMessages(delivery).ended(id, RuleScope.parse(rules), outcome, reason);
                    } catch (DeliveryException | RuntimeException e) {
                        LOGGER.log(Level.WARNING, "Nobody is told what came of a withNotices block", e);
                    } finally {
                        then.run();
                    }
                });
            } catch (IOException e) {
                LOGGER.log(Level.WARNING, "Nobody is told what came of a withNotices block", e);
                then.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                then.run();
            }
        }
    }
}
