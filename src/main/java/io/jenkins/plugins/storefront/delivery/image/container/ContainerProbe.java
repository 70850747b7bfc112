package io.jenkins.plugins.storefront.delivery.image.container;

import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** Looks, from the machine of the workspace, whether a published port answers; gives null, or why not. */
final class ContainerProbe implements WorkspaceTask<String> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int FIRST_BAD_STATUS = 400;

    private final String host;
    private final int port;

    /** Null for a bare connection. */
    private final String path;

    ContainerProbe(String host, int port, String path) {
        this.host = host;
        this.port = port;
        this.path = path;
    }

    @Override
    public String run(Path folder) throws InterruptedException {
        try {
            return path == null ? connect() : get();
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return why.replaceAll("\\s+", " ");
        }
    }

    private String connect() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) LIMIT.toMillis());
            // Docker's proxy takes every connection, and drops it at once where nothing listens behind it
            socket.setSoTimeout((int) Duration.ofMillis(200).toMillis());
            return socket.getInputStream().read() < 0 ? "the connection was closed at once" : null;
        } catch (java.net.SocketTimeoutException e) {
            return e.getMessage().startsWith("Read") ? null : "no connection within " + LIMIT.toSeconds() + " s";
        }
    }

    private String get() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                .timeout(LIMIT)
                .build();
        int status =
                client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        return status < FIRST_BAD_STATUS ? null : "it answered " + status;
    }
}
