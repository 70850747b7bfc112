package io.jenkins.plugins.storefront.runner.sandbox.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stands in front of a plain HTTP server and tells who comes with TLS at once that there is none. The JDK's server reads a TLS
 * greeting as a request that never ends, and clients that try HTTPS first, as Jib does, would wait for their time limit.
 *
 * <p>Holds two threads for each open connection.
 */
final class PlainDoor implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(PlainDoor.class.getName());

    /** First byte of a TLS handshake record (RFC 8446, section 5.1); no HTTP request begins with it. */
    private static final int HANDSHAKE = 0x16;

    private static final byte[] NO_TLS = ("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final InetSocketAddress behind;
    private final ExecutorService threads;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Opens a door on 127.0.0.1 and a free port to the server at {@code behind}. */
    PlainDoor(InetSocketAddress behind, ExecutorService threads) throws IOException {
        this.behind = behind;
        this.threads = threads;
        this.door = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (SocketException | RejectedExecutionException closed) {
                return;
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "A client did not get in", e);
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            PushbackInputStream in = new PushbackInputStream(client.getInputStream());
            int first = in.read();
            if (first == HANDSHAKE) {
                client.getOutputStream().write(NO_TLS);
            } else if (first >= 0) {
                in.unread(first);
                through(client, in);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A client went away", e);
        } finally {
            open.remove(client);
        }
    }

    private void through(Socket client, InputStream in) throws IOException {
        try (Socket server = new Socket()) {
            server.connect(behind);
            server.setTcpNoDelay(true);
            open.add(server);
            threads.execute(() -> copy(server, client));
            OutputStream out = server.getOutputStream();
            in.transferTo(out);
            server.shutdownOutput();
            // The answer is still on its way; the other direction closes the client when it has ended
            awaitEnd(client);
            open.remove(server);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A connection broke", e);
        } finally {
            synchronized (to) {
                close(to);
                to.notifyAll();
            }
        }
    }

    private static void awaitEnd(Socket client) {
        synchronized (client) {
            try {
                while (!client.isClosed()) {
                    client.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A connection did not close", e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "The door did not close", e);
        }
        open.forEach(PlainDoor::close);
    }
}
