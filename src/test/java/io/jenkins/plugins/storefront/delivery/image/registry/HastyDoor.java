package io.jenkins.plugins.storefront.delivery.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and answers one request by each connection; it closes the connection when a second one comes, without having said
 * so, as servers and proxies do that have too many idle connections.
 */
final class HastyDoor implements AutoCloseable {
    private final int port;
    private final ServerSocket door;
    private final AtomicInteger closed = new AtomicInteger();

    /** @param host of the server, with a port */
    HastyDoor(String host) throws IOException {
        port = Integer.parseInt(host.substring(host.indexOf(':') + 1));
        door = new ServerSocket(0, 0, InetAddress.getByName("127.0.0.1"));
        begin(this::accept);
    }

    String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    /** How many requests found their connection closed. */
    int closed() {
        return closed.get();
    }

    private static void begin(Runnable task) {
        Thread thread = new Thread(task, "hasty-door");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket("127.0.0.1", port);
                AtomicBoolean answered = new AtomicBoolean();
                begin(() -> pass(client, server, answered, false));
                begin(() -> pass(server, client, answered, true));
            } catch (IOException e) {
                // closed, or the client is gone
            }
        }
    }

    private void pass(Socket from, Socket to, AtomicBoolean answered, boolean answers) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (answers) {
                    answered.set(true);
                } else if (answered.get()) {
                    closed.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // the other direction has closed both
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
