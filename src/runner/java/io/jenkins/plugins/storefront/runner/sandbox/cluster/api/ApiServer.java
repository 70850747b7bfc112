package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ObjectStore;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import io.jenkins.plugins.storefront.runner.sandbox.http.LocalServer;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The API of a Kubernetes cluster, as much of it as rollouts and {@code kubectl get} use, over HTTP on 127.0.0.1 and a free port.
 * Watches hold a thread each. Close it to stop listening.
 */
public final class ApiServer implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(ApiServer.class.getName());

    private final LocalServer server;
    private final ObjectStore store;
    private final ResourceTypes types;
    private final Users users;
    private final PodLogs logs;
    private final Discovery discovery;
    private final Writes writes;

    /** Starts to listen. */
    public ApiServer(ObjectStore store, ResourceTypes types, Users users, PodLogs logs, Clock clock)
            throws IOException {
        this.store = store;
        this.types = types;
        this.users = users;
        this.logs = logs;
        this.discovery = new Discovery(types);
        this.writes = new Writes(store, types, clock);
        server = new LocalServer("sandbox-cluster", this::handle);
    }

    public String url() {
        return server.url();
    }

    @Override
    public void close() {
        server.close();
    }

    private void handle(HttpExchange http) {
        try (http) {
            Exchange exchange = new Exchange(http);
            try {
                route(exchange);
            } catch (ApiFault fault) {
                exchange.json(fault.code(), fault.status());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A client of the sandbox cluster went away", e);
        } catch (RuntimeException e) {
            LOGGER.log(Level.WARNING, "The sandbox cluster failed on " + http.getRequestURI(), e);
        }
    }

    private void route(Exchange exchange) throws IOException, ApiFault, InterruptedException {
        if (exchange.path().equals("/healthz") || exchange.path().equals("/readyz")) {
            exchange.text(200, "ok");
            return;
        }
        String user = users.identify(exchange.header("Authorization"));
        if (exchange.path().equals(Users.REVIEWS) && exchange.method().equals("POST")) {
            exchange.json(201, users.review(user, exchange.body()));
            return;
        }
        ObjectNode about = discovery.answer(exchange.path());
        if (about != null) {
            exchange.json(200, about);
            return;
        }
        RequestPath path = RequestPath.parse(exchange.path(), types);
        switch (exchange.method()) {
            case "GET" -> read(user, path, exchange);
            case "POST" -> {
                users.authorize(user, "create", path);
                exchange.json(201, writes.create(path, exchange.body(), options(exchange)));
            }
            case "PUT" -> {
                users.authorize(user, "update", path);
                exchange.json(200, writes.replace(path, exchange.body(), options(exchange)));
            }
            case "PATCH" -> {
                users.authorize(user, "patch", path);
                exchange.json(200, patch(path, exchange));
            }
            case "DELETE" -> {
                users.authorize(user, "delete", path);
                delete(path, exchange);
            }
            default -> throw new ApiFault(405, "MethodNotAllowed", "the server does not allow this method");
        }
    }

    private void read(String user, RequestPath path, Exchange exchange)
            throws IOException, ApiFault, InterruptedException {
        if (exchange.flag("watch")) {
            users.authorize(user, "watch", path);
            if (exchange.header("Upgrade").isEmpty()) {
                new WatchResponse(store, path, exchange).stream(exchange);
            } else {
                // No WebSockets here; clients take the plain stream then
                exchange.text(200, "");
            }
        } else if (path.isList()) {
            users.authorize(user, "list", path);
            exchange.json(200, list(path, new Selector(exchange.query())));
        } else {
            users.authorize(user, "get", path);
            ObjectNode found = store.get(path.key());
            if (found == null) {
                throw ApiFault.notFound(path.type(), path.name());
            } else if (path.subresource().equals("log")) {
                exchange.text(200, log(found, exchange));
            } else {
                exchange.json(200, found);
            }
        }
    }

    private ObjectNode list(RequestPath path, Selector selector) {
        return store.atomically(() -> {
            ObjectNode list = JsonNodeFactory.instance
                    .objectNode()
                    .put("kind", path.type().kind() + "List")
                    .put("apiVersion", path.type().apiVersion());
            list.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
            ArrayNode items = list.putArray("items");
            store.list(path.type(), path.namespace()).stream().filter(selector).forEach(items::add);
            return list;
        });
    }

    private String log(JsonNode pod, Exchange exchange) throws ApiFault {
        String container = exchange.query()
                .getOrDefault("container", pod.at("/spec/containers/0/name").asText());
        List<String> lines = logs.lines(pod, container, exchange.flag("previous"));
        if (lines == null) {
            throw ApiFault.badRequest(
                    exchange.flag("previous")
                            ? "previous terminated container \"" + container + "\" in pod \"" + Objects.name(pod)
                                    + "\" not found"
                            : "container \"" + container + "\" in pod \"" + Objects.name(pod)
                                    + "\" is waiting to start");
        }
        String tail = exchange.query().getOrDefault("tailLines", "");
        int from = tail.matches("\\d{1,6}") ? Math.max(0, lines.size() - Integer.parseInt(tail)) : 0;
        return lines.isEmpty() ? "" : String.join("\n", lines.subList(from, lines.size())) + "\n";
    }

    private ObjectNode patch(RequestPath path, Exchange exchange) throws IOException, ApiFault {
        String type = exchange.header("Content-Type");
        Writes.Options options = options(exchange);
        if (type.startsWith("application/apply-patch")) {
            if (exchange.query().getOrDefault("fieldManager", "").isEmpty()) {
                throw ApiFault.badRequest("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is"
                        + " required for apply patch");
            }
            return writes.apply(path, exchange.body(), options);
        } else if (type.startsWith("application/merge-patch")) {
            return writes.patch(path, exchange.body(), false, options);
        } else if (type.startsWith("application/strategic-merge-patch")) {
            return writes.patch(path, exchange.body(), true, options);
        }
        throw new ApiFault(415, "UnsupportedMediaType", "the sandbox takes apply, merge and strategic merge patches");
    }

    private void delete(RequestPath path, Exchange exchange) throws IOException, ApiFault {
        ObjectNode how = exchange.body();
        String policy =
                how.path("propagationPolicy").asText(exchange.query().getOrDefault("propagationPolicy", "Background"));
        boolean dryRun = exchange.query().containsKey("dryRun") || how.has("dryRun");
        if (!path.isList()) {
            writes.delete(path, policy.equals("Orphan"), dryRun);
        } else {
            Selector selector = new Selector(exchange.query());
            for (ObjectNode object : store.list(path.type(), path.namespace())) {
                if (selector.test(object)) {
                    Key key = path.key(Objects.name(object));
                    writes.delete(
                            new RequestPath(path.type(), Objects.namespace(object), key.name(), ""),
                            policy.equals("Orphan"),
                            dryRun);
                }
            }
        }
        exchange.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("status", "Success"));
    }

    private static Writes.Options options(Exchange exchange) {
        String agent = exchange.header("User-Agent");
        String program = agent.contains("/") ? agent.substring(0, agent.indexOf('/')) : "unknown";
        return new Writes.Options(
                exchange.query().getOrDefault("fieldManager", program),
                exchange.flag("force"),
                exchange.query().containsKey("dryRun"));
    }
}
