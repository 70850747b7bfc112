package shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Takes payments; ends at once without its key. Settings: PORT, PAYMENT_KEY (required). */
public final class Payment {
    private Payment() {}

    public static void main(String[] arguments) throws IOException {
        String key = System.getenv("PAYMENT_KEY");
        if (key == null || key.isBlank()) {
            System.err.println("fatal: PAYMENT_KEY is not set");
            System.exit(1);
        }
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        answer(server, "/healthz", "ok");
        answer(server, "/", "payment is open");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
        server.start();
        System.out.println("payment listens on " + port);
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
