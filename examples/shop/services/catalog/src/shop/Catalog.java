package shop;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** What the shop sells. With the argument "migrate" it prepares its data and ends. Settings: PORT, CURRENCY. */
public final class Catalog {
    private Catalog() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length > 0 && arguments[0].equals("migrate")) {
            System.out.println("catalog is up to date");
            return;
        }
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        answer(server, "/healthz", "ok");
        answer(server, "/", "tea 4.20 " + System.getenv().getOrDefault("CURRENCY", "EUR"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(1)));
        server.start();
        System.out.println("catalog listens on " + port);
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
