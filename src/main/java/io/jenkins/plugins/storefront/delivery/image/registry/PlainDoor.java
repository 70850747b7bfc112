package io.jenkins.plugins.storefront.delivery.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Stands before a plain HTTP server and turns TLS away at once, as Go's servers do. The JDK's server takes a TLS greeting for the
 * begin of a request and waits for its end, so that a client that tries TLS first waits until its own patience ends.
 *
 * <p>Everything else is passed on as it is. Listens on the target's address and a free port, with daemon threads; close it to stop.
 */
public final class PlainDoor implements AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(PlainDoor.class.getName());

    /** First byte of every TLS record that a client begins with (RFC 8446, 5.1: handshake). */
    private static final int TLS_HANDSHAKE = 0x16;

    /** A client that greets with TLS gets this long to read the answer, in milliseconds. */
    private static final int FAREWELL_MILLIS = 2000;

    private static final byte[] NO_TLS =
            ("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n"
                            + "Content-Length: 41\r\n\r\nThis server speaks HTTP, it has no HTTPS.")
                    .getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "storefront-plain-door");
        thread.setDaemon(true);
        return thread;
    });

    /** @param target server to pass on to */
    public PlainDoor(InetSocketAddress target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 0, target.getAddress());
        threads.execute(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    @Override
    public void close() {
        quietly(door);
        open.forEach(PlainDoor::quietly);
        threads.shutdownNow();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                LOGGER.log(Level.FINE, "The door was closed", e);
            }
        }
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        open.add(server);
        try {
            client.setTcpNoDelay(true);
            int first = client.getInputStream().read();
            if (first == TLS_HANDSHAKE) {
                turnAway(client);
            } else if (first >= 0) {
                server.connect(target);
                server.setTcpNoDelay(true);
                server.getOutputStream().write(first);
                threads.execute(() -> pass(client, server));
                pass(server, client);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A client went away", e);
        } finally {
            leave(client);
            leave(server);
        }
    }

    /** Reads what the client still sends: closing before that would reset the connection and lose the answer. */
    private static void turnAway(Socket client) throws IOException {
        client.getOutputStream().write(NO_TLS);
        client.shutdownOutput();
        client.setSoTimeout(FAREWELL_MILLIS);
        client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A connection broke", e);
        }
    }

    private void leave(Socket socket) {
        open.remove(socket);
        quietly(socket);
    }

    private static void quietly(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            LOGGER.log(Level.FINE, "A socket could not be closed", e);
        }
    }
}
