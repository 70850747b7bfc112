package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;

/**
 * Takes one container from its begin to its end. The name, chosen before anything is done, is all that must be known to find it again;
 * beginning again after a crash goes on with the container that is there. While it waits it holds no thread.
 */
public final class ContainerSession {
    static final String STEP = "withContainer";

    /** Lines of its log that a text is looked for in. */
    private static final int SEARCHED_LINES = 10_000;

    /** An engine that was told to make a container may do so after its client was killed. */
    private static final Duration LATE = Duration.ofSeconds(2);

    /** After a restart an agent may be away for so long. */
    private static final Duration AWAY = Duration.ofMinutes(5);

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final DeliveryContext delivery;
    private final WorkPool pool;
    private final String name;
    private final Host host;

    /** Null until it is known which engine the container is of, and so that there may be one. */
    private volatile Containers containers;

    private ContainerRequest request;
    private ContainerWaitMachine.State state;
    private final Instant begin;
    private final Instant called;
    private volatile boolean over;
    private volatile Future<?> work;

    /** Who waits. Called on pool threads, {@code ended} once. */
    public interface Host {
        /** Writes the state of the wait down. */
        void persist(String json);

        /** The container is up; the block may begin, with these variables. */
        void up(Map<String, String> variables);

        /** It was not up in time, and is gone; its log has been shown. */
        void failed(Throwable cause);
    }

    /** A name for a new container, unique and known beforehand. */
    public static String newName() {
        return "storefront-" + UUID.randomUUID().toString().substring(0, 13);
    }

    /**
     * A session of a container that may be there already.
     *
     * @param json what was given to {@link Host#persist} last, or null for the first time
     * @throws DeliveryException if that cannot be read
     */
    public ContainerSession(DeliveryContext delivery, String name, String json, Host host) throws DeliveryException {
        this.delivery = delivery;
        this.pool = delivery.pool();
        this.name = name;
        this.host = host;
        this.called = delivery.clock().instant();
        if (json == null) {
            begin = called;
            state = new ContainerWaitMachine.State(0, begin);
        } else {
            ContainerStateJson.Written written = ContainerStateJson.read(json);
            begin = written.begin();
            state = new ContainerWaitMachine.State(written.current(), written.since());
            containers = new Containers(delivery, written.engine());
        }
    }

    /** Makes and starts the container, or goes on with the one that is there, and waits until it is up. Returns at once. */
    public void begin(ContainerRequest wanted) {
        request = wanted;
        work = pool.submit(() -> guarded(this::launch));
    }

    private interface Work {
        void run() throws DeliveryException, IOException, InterruptedException;
    }

    private void guarded(Work task) {
        try {
            if (!over) {
                task.run();
            }
        } catch (DeliveryException e) {
            fail(new DeliveryException(STEP + ": " + e.getMessage(), e));
        } catch (IOException e) {
            if (Duration.between(called, delivery.clock().instant()).compareTo(AWAY) < 0) {
                work = pool.schedule(() -> guarded(this::launch), PAUSE);
            } else {
                fail(e);
            }
        } catch (RuntimeException | LinkageError | InterruptedException e) {
            fail(e);
        }
    }

    private void launch() throws DeliveryException, IOException, InterruptedException {
        Optional<Inspected> known = Optional.empty();
        if (containers == null) {
            containers = new Containers(delivery, EngineChoice.choose(delivery, request.engine()));
            persist(); // before anything is made, so that its end is not forgotten
        } else {
            known = containers.inspect(name);
        }
        if (known.isEmpty()) {
            containers.run(request, name);
        } else if (known.get().isNew()) {
            containers.start(name);
        }
        if (known.isEmpty() || known.get().isNew()) {
            state = new ContainerWaitMachine.State(0, delivery.clock().instant()); // pulling does not count
            persist();
            tell(
                    false,
                    request.image() + " runs as container " + name + " of "
                            + containers.engine().program() + waits());
        }
        look();
    }

    private String waits() {
        return request.waits().isEmpty() ? "" : "; waiting for " + request.waits();
    }

    private void look() throws DeliveryException, IOException, InterruptedException {
        Inspected seen = containers.inspect(name).orElse(null);
        String problem = seen == null || !seen.isRunning() ? null : problem(seen);
        ContainerWaitMachine.Next next = ContainerWaitMachine.next(
                request.waits(),
                state,
                new ContainerWaitMachine.Seen(seen, problem),
                delivery.clock().instant());
        if (!next.state().equals(state)) {
            state = next.state();
            persist();
        }
        if (next.failure() != null) {
            throw new DeliveryException(request.image() + ": " + next.failure());
        } else if (next.ready()) {
            Map<String, String> variables = variables(seen);
            tell(
                    false,
                    name + " is up after "
                            + Duration.between(begin, delivery.clock().instant())
                                    .toMillis() + " ms"
                            + (variables.containsKey(request.prefix() + "ADDRESS")
                                    ? " at " + variables.get(request.prefix() + "ADDRESS")
                                    : ""));
            if (!over) {
                host.up(variables);
            }
        } else {
            work = pool.schedule(() -> guarded(this::look), next.again());
        }
    }

    private void persist() {
        host.persist(ContainerStateJson.write(
                new ContainerStateJson.Written(1, state.current(), state.since(), begin, containers.engine())));
    }

    /** Why the current wait does not hold yet, or null. */
    private String problem(Inspected seen) throws DeliveryException, IOException, InterruptedException {
        if (state.current() >= request.waits().size()) {
            return null;
        }
        ContainerWait wait = request.waits().get(state.current());
        return switch (wait.kind()) {
            case HEALTHCHECK -> seen.health() == null ? null : containers.unhealthy(name, seen);
            case LOG ->
                containers.log(name, SEARCHED_LINES).stream().anyMatch(line -> line.contains(wait.text()))
                        ? null
                        : "no such line yet";
            case HTTP, TCP -> {
                Integer published = seen.ports().get(wait.port());
                yield published == null
                        ? "port " + wait.port() + " is not published yet"
                        : delivery.workspace()
                                .act(new ContainerProbe(
                                        containers.host(),
                                        published,
                                        wait.kind() == ContainerWait.Kind.HTTP ? wait.text() : null));
            }
        };
    }

    private Map<String, String> variables(Inspected seen) throws IOException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>();
        String prefix = request.prefix();
        variables.put(prefix + "ID", name);
        variables.put(prefix + "HOST", containers.host());
        for (int port : request.ports()) {
            Integer published = seen.ports().get(port);
            if (published == null) {
                continue;
            }
            variables.put(prefix + "PORT_" + port, published.toString());
            if (!variables.containsKey(prefix + "PORT")) {
                variables.put(prefix + "PORT", published.toString());
                variables.put(prefix + "ADDRESS", containers.host() + ":" + published);
                variables.put(prefix + "URL", "http://" + containers.host() + ":" + published);
            }
        }
        return variables;
    }

    private void fail(Throwable cause) {
        if (over || pool.isClosed()) {
            return; // stopped, or Jenkins stops: then it goes on after the restart
        }
        over = true;
        end(true);
        host.failed(cause);
    }

    /** Removes the container, and shows the end of its log first where {@code failed}. Pool thread; a removal that fails is told. */
    public void end(boolean failed) {
        over = true;
        Containers known = containers;
        if (known == null) {
            return; // nothing was made
        }
        new ContainerEnd(delivery, known, name).remove(failed);
    }

    /** Stops what is under way, without waiting for it, and removes the container on the pool; then runs {@code then} there. */
    public void stop(Runnable then) {
        over = true;
        Future<?> running = work;
        if (running != null) {
            running.cancel(true);
        }
        pool.submit(() -> {
            end(false);
            then.run();
            pool.schedule(() -> end(false), LATE);
        });
    }

    private void tell(boolean warning, String text) {
        delivery.events().publish(new Remark(delivery.clock().instant(), warning, STEP, text));
    }
}
