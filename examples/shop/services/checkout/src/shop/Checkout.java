package shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Turns a cart into an order. Settings: PORT, PAYMENT_URL. */
public final class Checkout {
    private Checkout() {}

    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        answer(server, "/healthz", "ok");
        answer(server, "/", "pays at " + System.getenv().getOrDefault("PAYMENT_URL", "http://payment"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
        server.start();
        System.out.println("checkout listens on " + port);
    }

    private static void answer(HttpServer server, String path, String text) {
        byte[] content = (text + "\n").getBytes(StandardCharsets.UTF_8);
        server.createContext(path, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            }
        });
    }
}
