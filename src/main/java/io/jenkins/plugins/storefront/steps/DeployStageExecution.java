package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutSession;
import io.jenkins.plugins.storefront.delivery.kubernetes.Turn;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.notify.ReleaseMessages;
import io.jenkins.plugins.storefront.delivery.notify.RuleScope;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Opens a deployment, runs the block, and closes it: with success, or by undoing what it rolled out where the policy says so.
 *
 * <p>Persisted: the deployment's id and policy, and from the failure of the block on, which rollouts are still to be undone and the
 * state of the undo under way. After a restart Pipeline itself resumes the block; an undo goes on here.
 */
final class DeployStageExecution extends StepExecution implements RolloutSession.Host {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final String name;
    private final String environment;
    private final Once ending = new Once();
    private Block block = new Block();
    private UndoPolicy policy;
    private volatile boolean opened;

    /** What the block failed with; null until then. */
    private volatile Throwable failure;

    /** Whether the block has ended well and only the deployment is still to be closed. */
    private volatile boolean blockSucceeded;

    /** What the block gave. Not persisted, as anything may be in it; a restart just then loses it. */
    private transient volatile Object result;

    /** Rollouts that are still to be undone, the next one first. */
    private ArrayList<String> toUndo;

    private boolean undoFailed;
    private volatile String undoState;
    private transient volatile RolloutSession session;

    /** Whether the undo is to stop; no undo begins from then on. */
    private transient volatile boolean stopped;

    /** What the step was stopped with while its deployment was being closed, or null. */
    private transient volatile Throwable stoppedAtTheEnd;

    /** Whether the deployment is closed, and the step ends once that was told. */
    private transient volatile boolean closed;

    DeployStageExecution(StepContext context, String name, String environment, UndoPolicy policy) {
        super(context);
        this.name = name;
        this.environment = environment;
        this.policy = policy;
    }

    /** An earlier version kept no block. */
    @Serial
    private Object readResolve() {
        if (block == null) {
            block = new Block();
        }
        return this;
    }

    @Override
    public boolean start() throws Exception {
        open();
        return false;
    }

    @Override
    public void onResume() {
        try {
            if (failure != null) {
                onPool(this::undoNext);
            } else if (blockSucceeded) {
                onPool(this::succeeded);
            } else if (!opened) {
                open();
            }
        } catch (Exception e) {
            complete(e);
        }
    }

    private void open() throws IOException, InterruptedException {
        DeliveryContext delivery = delivery();
        WorkPool pool = delivery.pool();
        pool.submit(() -> {
            try {
                Environment target = delivery.settings().environment(environment);
                delivery.checkMayDeploy(target);
                policy = policy == null ? target.undo() : policy;
                ShopFiles.checkTemplatesHere(delivery);
                NoticeScope notices = getContext().get(NoticeScope.class);
                if (notices != null) {
                    RuleScope.keep(delivery.release(), id, notices.rules());
                }
                delivery.events()
                        .publish(new DeploymentOpened(delivery.clock().instant(), id, name, environment, policy));
                if (!block.begin(getContext()
                        .newBodyInvoker()
                        .withDisplayName(delivery.secrets().mask(name))
                        .withContext(new DeploymentScope(id, environment))
                        .withCallback(new Callback(this)))) {
                    close(Outcome.ABORTED, "stopped before it began");
                }
            } catch (Exception | LinkageError e) {
                if (!pool.isClosed()) {
                    complete(BackgroundExecution.forPeople(e));
                }
            }
        });
    }

    private DeliveryContext delivery() throws IOException, InterruptedException {
        return DeliveryContextFactory.of(getContext());
    }

    /** The block has ended, on a CPS VM thread; what follows writes to disk, so it goes on on the pool. */
    private void onPool(Runnable next) {
        try {
            delivery().pool().submit(next);
        } catch (IOException e) {
            complete(failure == null ? e : failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            complete(failure == null ? e : failure);
        }
    }

    private void succeeded() {
        close(Outcome.SUCCEEDED, "");
        whenTold(() -> {
            if (stoppedAtTheEnd != null) {
                complete(stoppedAtTheEnd);
            } else if (ending.first()) {
                getContext().onSuccess(result);
            }
        });
    }

    /** A controller that is killed before its end was written down tells it after the restart. */
    private void whenTold(Runnable end) {
        closed = true;
        try {
            new ReleaseMessages(delivery()).whenComposed(end);
        } catch (IOException e) {
            end.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end.run();
        }
    }

    /** Undoes the next rollout, or closes the deployment when none is left. Pool thread. */
    private void undoNext() {
        WorkPool pool = null;
        try {
            DeliveryContext delivery = delivery();
            pool = delivery.pool();
            if (toUndo == null) {
                toUndo = policy == UndoPolicy.ON_FAILURE
                        ? StageUndo.rollouts(delivery.release().current(), id)
                        : new ArrayList<>();
                getContext().saveState();
            }
            if (toUndo.isEmpty()) {
                boolean undone = policy == UndoPolicy.ON_FAILURE
                        && !undoFailed
                        && !delivery.release().current().rolloutsOf(id).isEmpty();
                boolean aborted = failure instanceof FlowInterruptedException;
                close(undone ? Outcome.UNDONE : aborted ? Outcome.ABORTED : Outcome.FAILED, reason());
                whenTold(() -> complete(failure));
                return;
            }
            session = new RolloutSession(delivery, this);
            if (stopped) {
                return;
            }
            if (undoState != null) {
                session.resume(undoState);
                return;
            }
            String rollout = toUndo.get(0);
            Release.Rollout record = delivery.release().current().rolloutsOf(id).stream()
                    .filter(one -> one.id().equals(rollout))
                    .findFirst()
                    .orElseThrow();
            session.startUndo(StageUndo.request(record, id), rollout, reason());
        } catch (DeliveryException e) {
            if (pool.isClosed()) {
                return; // Jenkins stops, and the undo goes on after the restart
            }
            undoFailed = true;
            ended(null, new RolloutMachine.End(Outcome.FAILED, e.getMessage(), List.of()));
        } catch (Exception e) {
            if (pool == null || !pool.isClosed()) {
                failure.addSuppressed(e);
                complete(failure);
            }
        }
    }

    private String reason() {
        return String.valueOf(failure.getMessage());
    }

    @Override
    public void persist(String state) {
        undoState = state;
        getContext().saveState();
    }

    /** One undo has ended. */
    @Override
    public void ended(RolloutState state, RolloutMachine.End end) {
        undoFailed |= end.outcome() != Outcome.SUCCEEDED;
        undoState = null;
        toUndo.remove(0);
        getContext().saveState();
        onPool(this::undoNext);
    }

    private void close(Outcome outcome, String reason) {
        try {
            DeliveryContext delivery = delivery();
            Turn.endAll(delivery, id);
            delivery.events().publish(new DeploymentClosed(delivery.clock().instant(), id, outcome, reason));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void complete(Throwable cause) {
        if (ending.first()) {
            getContext().onFailure(cause);
        }
    }

    /**
     * Stops an undo under way, or the block before its first step. Later Pipeline itself stops the steps inside, and the block's end
     * comes here.
     */
    @Override
    public void stop(Throwable cause) throws Exception {
        if (block.stop(cause)) {
            return;
        } else if (failure != null && !closed) {
            stopped = true;
            RolloutSession running = session;
            String said = running == null ? null : running.stop();
            String left = undoState == null ? "nothing was undone" : "it goes on in the cluster";
            onPool(() -> {
                close(Outcome.FAILED, "the undo was stopped: " + (said == null ? left : said));
                complete(cause);
            });
        } else if (blockSucceeded) {
            stoppedAtTheEnd = cause;
        } else if (!opened) {
            complete(cause);
        }
    }

    @Override
    public String getStatus() {
        return failure == null ? "deploying to " + environment : "undoing";
    }

    /** Persisted with the block; keeps the execution by reference, as one object graph. */
    private static final class Callback extends BodyExecutionCallback {
        @Serial
        private static final long serialVersionUID = 1L;

        private final DeployStageExecution execution;

        Callback(DeployStageExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onStart(StepContext context) {
            execution.opened = true;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.result = result;
            execution.blockSucceeded = true;
            execution.onPool(execution::succeeded);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            execution.failure = t;
            execution.onPool(execution::undoNext);
        }
    }
}
