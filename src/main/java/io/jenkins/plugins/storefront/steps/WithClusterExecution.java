package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.io.Serial;
import java.util.Map;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Writes the file, runs the block, and removes the file. Persisted: the file's name; after a restart Pipeline resumes the block, and the
 * file is still there.
 */
final class WithClusterExecution extends StepExecution {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String file = "kubeconfig-" + UUID.randomUUID();
    private final String cluster;
    private final String namespace;
    private final Once ending = new Once();
    private Block block = new Block();
    private volatile boolean opened;

    /** Whether the block has ended; what it failed with, or null. What it gave is not persisted. */
    private volatile boolean closed;

    private volatile Throwable failure;
    private transient volatile Object result;

    WithClusterExecution(StepContext context, WithClusterStep step) {
        super(context);
        cluster = step.getCluster();
        namespace = step.getNamespace();
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
            if (closed) {
                close();
            } else if (!opened) {
                open();
            }
        } catch (Exception e) {
            fail(e);
        }
    }

    private void open() throws IOException, InterruptedException {
        DeliveryContext delivery = DeliveryContextFactory.of(getContext());
        DeploymentScope scope = getContext().get(DeploymentScope.class);
        WorkPool pool = delivery.pool();
        pool.submit(() -> {
            try {
                ManifestParameters.Target target =
                        ManifestParameters.Target.of(delivery, scope, cluster, namespace, "withCluster");
                KubeconfigFile.remove(delivery, file); // of a start that a restart cut short
                String path = KubeconfigFile.write(delivery, file, target.cluster(), target.namespace());
                if (!block.begin(getContext()
                        .newBodyInvoker()
                        .withContext(delivery.variables(Map.of(KubeconfigFile.VARIABLE, path)))
                        .withCallback(new Callback(this)))) {
                    KubeconfigFile.remove(delivery, file);
                }
            } catch (Exception | LinkageError e) {
                if (!pool.isClosed()) {
                    fail(e);
                }
            }
        });
    }

    /** The block has ended, on a CPS VM thread. */
    private void close() {
        try {
            DeliveryContext delivery = DeliveryContextFactory.of(getContext());
            delivery.pool().submit(() -> {
                try {
                    KubeconfigFile.remove(delivery, file);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (Exception e) {
                    delivery.events()
                            .publish(new Remark(
                                    delivery.clock().instant(),
                                    true,
                                    "withCluster",
                                    "the kubeconfig could not be removed and goes with the workspace's temporary folder: "
                                            + e.getMessage()));
                }
                complete();
            });
        } catch (IOException e) {
            fail(failure instanceof Exception known ? known : e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        }
    }

    private void complete() {
        if (ending.first()) {
            if (failure == null) {
                getContext().onSuccess(result);
            } else {
                getContext().onFailure(failure);
            }
        }
    }

    private void fail(Throwable e) {
        if (ending.first()) {
            getContext().onFailure(BackgroundExecution.forPeople(e));
        }
    }

    /**
     * Stops the block before its first step; later Pipeline itself stops the steps inside, and the block's end comes here. A removal
     * of the file goes on, and nothing waits for it.
     */
    @Override
    public void stop(Throwable cause) throws Exception {
        if (!block.stop(cause) && (closed || !opened) && ending.first()) {
            getContext().onFailure(cause);
        }
    }

    @Override
    public String getStatus() {
        return closed ? "removing the kubeconfig" : opened ? "running its block" : "writing the kubeconfig";
    }

    /** Persisted with the block; keeps the execution by reference, as one object graph. */
    private static final class Callback extends BodyExecutionCallback {
        @Serial
        private static final long serialVersionUID = 1L;

        private final WithClusterExecution execution;

        Callback(WithClusterExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onStart(StepContext context) {
            execution.opened = true;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.result = result;
            execution.closed = true;
            execution.close();
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            execution.failure = t;
            execution.closed = true;
            execution.close();
        }
    }
}
