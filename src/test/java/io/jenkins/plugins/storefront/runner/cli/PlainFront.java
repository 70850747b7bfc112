package io.jenkins.plugins.storefront.runner.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands before an HTTP server of the JDK and hangs up on TLS, which that server would wait for ever to understand. Jib tries TLS
 * first and falls back to HTTP when it is refused.
 */
final class PlainFront implements Closeable {
    /** First byte of a TLS record that begins a handshake (RFC 8446, 5.1). */
    private static final int HANDSHAKE = 0x16;

    private final ServerSocket front;
    private final int backPort;

    PlainFront(int backPort) throws IOException {
        this.backPort = backPort;
        front = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String host() {
        return "127.0.0.1:" + front.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = front.accept();
            daemon(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        try (client) {
            int first = client.getInputStream().read();
            if (first < 0 || first == HANDSHAKE) {
                return;
            }
            try (Socket back = new Socket(InetAddress.getLoopbackAddress(), backPort)) {
                back.getOutputStream().write(first);
                daemon(() -> copy(client.getInputStream(), back.getOutputStream()));
                copy(back.getInputStream(), client.getOutputStream());
            }
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
    }

    @Override
    public void close() throws IOException {
        front.close();
    }

    private interface Work {
        void run() throws IOException;
    }

    /** A connection that ends is the end of its thread, whichever side closed it. */
    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException ended) {
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
