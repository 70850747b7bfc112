package io.jenkins.plugins.storefront.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.image.container.ContainerRequest;
import io.jenkins.plugins.storefront.delivery.image.container.ContainerSession;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Starts a container, runs the block when it is up, and removes it.
 *
 * <p>Persisted: the parameters (variables of the container sealed, as they may be secret), the container's name, and the state of the
 * wait. After a restart the wait goes on with the same container; while the block runs, Pipeline resumes the block, and the container
 * has run on beside it.
 */
final class WithContainerExecution extends StepExecution implements ContainerSession.Host {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration REMOVAL_WHEN_STOPPED = Duration.ofSeconds(5);

    private final String container = ContainerSession.newName();
    private final Once ending = new Once();
    private Block block = new Block();
    private final String image;
    private final String name;
    private final ArrayList<String> ports;
    private final ArrayList<String> cmd;
    private final ArrayList<Object> waits;
    private final int timeout;
    private final String credentialsId;
    private final String engine;
    /** May be secret, so after a restart {@code request} reads it back from its sealed form. */
    private transient Map<String, String> env;

    private volatile String sealedEnv;
    private volatile String state;

    /** Whether the block has begun. */
    private volatile boolean begun;

    /** Whether the block has ended and only the container is still to be removed. */
    private volatile boolean blockEnded;

    /** What the block failed with, or null. */
    private volatile Throwable failure;

    /** What the block gave. Not persisted, as anything may be in it; a restart just then loses it. */
    private transient volatile Object result;

    /** What the step was stopped with while the container was being removed, or null. */
    private transient volatile Throwable stoppedAtTheEnd;

    private transient volatile ContainerSession session;

    WithContainerExecution(StepContext context, WithContainerStep step) {
        super(context);
        image = step.getImage();
        name = step.getName();
        ports = new ArrayList<>(Parameters.texts(step.getPorts(), "ports"));
        cmd = new ArrayList<>(Parameters.texts(step.getCmd(), "cmd"));
        waits = new ArrayList<>();
        step.waits().forEach(wait -> waits.add(plain(wait)));
        timeout = step.getTimeout();
        credentialsId = step.getCredentialsId();
        engine = step.getEngine();
        env = new LinkedHashMap<>(step.getEnv());
    }

    /** Texts that a Jenkinsfile put together are objects of its own class loader; nothing of them is kept. */
    private static Object plain(Object wait) {
        if (!(wait instanceof Map<?, ?> map)) {
            return String.valueOf(wait);
        }
        LinkedHashMap<String, String> texts = new LinkedHashMap<>();
        map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        return texts;
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
        launch();
        return false;
    }

    @Override
    public void onResume() {
        try {
            if (blockEnded) {
                onPool(this::remove);
            } else if (!begun) {
                launch();
            }
        } catch (Exception e) {
            complete(e);
        }
    }

    private DeliveryContext delivery() throws IOException, InterruptedException {
        return DeliveryContextFactory.of(getContext());
    }

    private void launch() throws IOException, InterruptedException {
        DeliveryContext delivery = delivery();
        delivery.pool().submit(() -> {
            try {
                ContainerRequest request = request(delivery);
                ContainerSession fresh = new ContainerSession(delivery, container, state, this);
                session = fresh;
                if (!ending.isDone()) {
                    fresh.begin(request);
                }
            } catch (Exception | LinkageError e) {
                if (!delivery.pool().isClosed()) {
                    complete(BackgroundExecution.forPeople(e));
                }
            }
        });
    }

    private ContainerRequest request(DeliveryContext delivery) throws DeliveryException, JsonProcessingException {
        if (env == null && sealedEnv == null) {
            throw new DeliveryException(
                    "withContainer: the controller stopped before the container began; run it again");
        } else if (env == null) {
            env = JSON.readValue(
                    delivery.sealer().open(sealedEnv).reveal(), new TypeReference<Map<String, String>>() {});
        } else if (sealedEnv == null) {
            sealedEnv = delivery.sealer().seal(Secret.of(JSON.writeValueAsString(env)));
            getContext().saveState();
        }
        return ContainerRequest.of(
                image,
                name,
                ports,
                env,
                cmd,
                waits,
                Duration.ofSeconds(timeout),
                credentialsId,
                engine == null ? WithContainerStep.DescriptorImpl.DEFAULT_ENGINE : engine); // begun by an older version
    }

    @Override
    public void persist(String json) {
        state = json;
        getContext().saveState();
    }

    @Override
    public void up(Map<String, String> variables) {
        try {
            // False: stopped, and the stop removes the container
            block.begin(getContext()
                    .newBodyInvoker()
                    .withContext(BlockVariables.within(getContext().get(EnvironmentExpander.class), variables))
                    .withCallback(new Callback(this)));
        } catch (IOException | InterruptedException e) {
            failure = e;
            remove();
        }
    }

    @Override
    public void failed(Throwable cause) {
        complete(BackgroundExecution.forPeople(cause));
    }

    /** The block has ended, on a CPS VM thread; what follows talks to the agent, so it goes on on the pool. */
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

    private void remove() {
        try {
            DeliveryContext delivery = delivery();
            new ContainerSession(delivery, container, state, this).end(failure != null);
            if (delivery.pool().isClosed()) {
                return; // Jenkins stops, and the removal is done again after the restart
            }
        } catch (DeliveryException | IOException | RuntimeException e) {
            complete(failure == null ? e : failure);
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            complete(failure == null ? e : failure);
            return;
        }
        Throwable cause = failure == null ? stoppedAtTheEnd : failure;
        if (cause != null) {
            complete(cause);
        } else if (ending.first()) {
            getContext().onSuccess(result);
        }
    }

    private void complete(Throwable cause) {
        if (ending.first()) {
            getContext().onFailure(cause);
        }
    }

    /**
     * Stops the wait, or the block before its first step. Later Pipeline itself stops the steps inside, and the block's end comes here.
     * A removal under way is given {@link #REMOVAL_WHEN_STOPPED}, then nothing waits for it any more.
     */
    @Override
    public void stop(Throwable cause) throws Exception {
        if (block.stop(cause)) {
            return;
        } else if (blockEnded) {
            stoppedAtTheEnd = cause;
            delivery().pool().schedule(() -> complete(failure == null ? cause : failure), REMOVAL_WHEN_STOPPED);
            return;
        } else if (begun) {
            return;
        }
        ContainerSession waiting = session;
        if (ending.first()) {
            if (waiting == null) {
                getContext().onFailure(cause);
            } else {
                waiting.stop(() -> getContext().onFailure(cause));
            }
        }
    }

    @Override
    public String getStatus() {
        return begun ? image + " runs as " + container : "waiting for " + image;
    }

    private void ended() {
        blockEnded = true;
        onPool(this::remove);
    }

    /** Persisted with the block; keeps the execution by reference, as one object graph. */
    private static final class Callback extends BodyExecutionCallback {
        @Serial
        private static final long serialVersionUID = 1L;

        private final WithContainerExecution execution;

        Callback(WithContainerExecution execution) {
            this.execution = execution;
        }

        @Override
        public void onStart(StepContext context) {
            execution.begun = true;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            execution.result = result;
            execution.ended();
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            execution.failure = t;
            execution.ended();
        }
    }
}
