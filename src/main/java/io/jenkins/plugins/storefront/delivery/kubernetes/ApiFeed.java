package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Feed;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.FeedException;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Kind;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lists and watches over fabric8's HTTP client, which logs in. Its own watches and informers are not used: they hold a thread each,
 * keep whole objects, and end for good when a token expires (docs/decisions/0006).
 */
final class ApiFeed implements Feed {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final int PAGE = 500;
    private static final Duration LONGEST_LIST = Duration.ofSeconds(30);
    private static final Duration LONGEST_OPENING = Duration.ofSeconds(20);

    /** Watches end after this long, plus up to as much again by chance, so that not all are opened anew at once. */
    private static final int WATCH_SECONDS = 300;

    private final KubernetesClient client;
    /** Path of a kind in its group, by apiVersion and kind: {@code services}, and whether it is in namespaces. */
    private final Map<String, Resource> resources = new ConcurrentHashMap<>();

    ApiFeed(KubernetesClient client) {
        this.client = client;
    }

    private record Resource(String plural, boolean namespaced) {}

    @Override
    public Page list(Kind kind, String token) throws FeedException {
        String query = "limit=" + PAGE + selector(kind) + (token == null ? "" : "&continue=" + encode(token));
        Map<String, Object> list = get(path(kind) + "?" + query);
        String next = Fields.text(list, "metadata", "continue");
        List<Map<String, Object>> items =
                Fields.list(list, "items").stream().map(Fields::map).toList();
        return new Page(Fields.text(list, "metadata", "resourceVersion"), empty(next) ? null : next, items);
    }

    @Override
    public AutoCloseable watch(Kind kind, String version, Sink sink) {
        int seconds = WATCH_SECONDS + ThreadLocalRandom.current().nextInt(WATCH_SECONDS);
        String query = "watch=true&allowWatchBookmarks=true&timeoutSeconds=" + seconds + "&resourceVersion="
                + encode(version) + selector(kind);
        Opened opened = new Opened(sink);
        String path;
        try {
            path = path(kind);
        } catch (FeedException e) {
            opened.end(e);
            return opened;
        }
        HttpRequest request = request(path + "?" + query);
        opened.await(client.getHttpClient().consumeBytes(request, opened.lines()));
        return opened;
    }

    private static String selector(Kind kind) {
        return kind.fieldSelector() == null ? "" : "&fieldSelector=" + encode(kind.fieldSelector());
    }

    /** Discovery says how a kind is called in paths; it is asked once for each kind. */
    private String path(Kind kind) throws FeedException {
        String base = kind.apiVersion().contains("/") ? "apis/" : "api/";
        String group = base + kind.apiVersion();
        String key = kind.apiVersion() + " " + kind.kind();
        Resource resource = resources.get(key);
        if (resource == null) {
            for (Object one : Fields.list(get(group), "resources")) {
                String name = Fields.text(one, "name");
                if (kind.kind().equals(Fields.text(one, "kind")) && name != null && !name.contains("/")) {
                    resource = new Resource(name, Boolean.TRUE.equals(Fields.at(one, "namespaced")));
                }
            }
            if (resource == null) {
                throw new FeedException(404, "the cluster serves no kind " + key, null);
            }
            resources.put(key, resource);
        }
        String in = resource.namespaced() && kind.namespace() != null ? "/namespaces/" + encode(kind.namespace()) : "";
        return group + in + "/" + resource.plural();
    }

    private HttpRequest request(String path) {
        String base = client.getMasterUrl().toString();
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri((base.endsWith("/") ? base : base + "/") + path)
                .header("Accept", "application/json")
                .build();
    }

    private Map<String, Object> get(String path) throws FeedException {
        CompletableFuture<HttpResponse<byte[]>> asked = client.getHttpClient().sendAsync(request(path), byte[].class);
        try {
            HttpResponse<byte[]> answer = asked.get(LONGEST_LIST.toMillis(), TimeUnit.MILLISECONDS);
            if (!answer.isSuccessful()) {
                throw refused(answer, answer.body());
            }
            return JSON.readValue(answer.body(), OBJECT);
        } catch (TimeoutException e) {
            asked.cancel(true);
            throw new FeedException(0, "no answer within " + LONGEST_LIST.toSeconds() + " s", null);
        } catch (InterruptedException e) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new FeedException(0, "interrupted", null);
        } catch (ExecutionException e) {
            throw broken(e.getCause());
        } catch (IOException e) {
            throw new FeedException(0, "the answer is damaged: " + firstLine(e.getMessage()), null);
        }
    }

    private static FeedException broken(Throwable e) {
        return new FeedException(0, firstLine(Refusals.words(e)), null);
    }

    private static FeedException refused(HttpResponse<?> answer, byte[] body) {
        String said = null;
        try {
            said = body == null || body.length == 0 ? null : Fields.text(JSON.readValue(body, OBJECT), "message");
        } catch (IOException e) {
            // A proxy's page; the code says enough
        }
        String after = answer.header("Retry-After");
        Duration pause = after != null && after.matches("\\d{1,4}") ? Duration.ofSeconds(Long.parseLong(after)) : null;
        return new FeedException(
                answer.code(), "the cluster answers " + answer.code() + (said == null ? "" : ": " + said), pause);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean empty(String text) {
        return text == null || text.isEmpty();
    }

    private static String firstLine(String text) {
        return text == null ? "" : text.lines().findFirst().orElse("");
    }

    /** One watch: says its end once, and nothing after it was closed. */
    private static final class Opened implements AutoCloseable {
        private final Sink sink;
        private boolean over;
        private CompletableFuture<HttpResponse<AsyncBody>> opening;
        private AsyncBody body;

        Opened(Sink sink) {
            this.sink = sink;
        }

        Lines lines() {
            return new Lines(this::line);
        }

        void await(CompletableFuture<HttpResponse<AsyncBody>> asked) {
            opening = asked.orTimeout(LONGEST_OPENING.toMillis(), TimeUnit.MILLISECONDS);
            opening.whenComplete((answer, problem) -> {
                if (problem != null) {
                    end(broken(problem));
                } else if (!answer.isSuccessful()) {
                    answer.body().cancel();
                    end(refused(answer, null));
                } else {
                    follow(answer.body());
                }
            });
        }

        private void follow(AsyncBody answer) {
            synchronized (this) {
                if (over) {
                    answer.cancel();
                    return;
                }
                body = answer;
            }
            sink.open();
            answer.done().whenComplete((nothing, problem) -> end(problem == null ? null : broken(problem)));
            answer.consume();
        }

        private void line(byte[] json) throws IOException {
            Map<String, Object> event = JSON.readValue(json, OBJECT);
            String type = Fields.text(event, "type");
            Map<String, Object> object = Fields.map(event, "object");
            if ("ERROR".equals(type)) {
                end(new FeedException(
                        (int) Fields.number(object, "code"), String.valueOf(Fields.text(object, "message")), null));
                close();
            } else if (!isOver()) {
                sink.event(type, object);
            }
        }

        private synchronized boolean isOver() {
            return over;
        }

        private void end(FeedException problem) {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            sink.end(problem);
        }

        @Override
        public void close() {
            AsyncBody open;
            synchronized (this) {
                over = true;
                open = body;
                body = null;
            }
            if (open != null) {
                open.cancel();
            } else if (opening != null) {
                opening.cancel(true);
            }
        }
    }
}
