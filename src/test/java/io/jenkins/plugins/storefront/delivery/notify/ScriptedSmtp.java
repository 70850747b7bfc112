package io.jenkins.plugins.storefront.delivery.notify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An SMTP server that offers given extensions, answers AUTH as a test says, takes every mail, and keeps what it was told. */
final class ScriptedSmtp implements AutoCloseable {
    private final ServerSocket server;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Talks with a client that begins to log in. */
    interface Login {
        /** Whether it is let in. */
        boolean talk(String command, BufferedReader in, PrintStream out) throws IOException;
    }

    ScriptedSmtp(String offers, Login login) throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(
                () -> {
                    while (!server.isClosed()) {
                        try (Socket socket = server.accept();
                                BufferedReader in = new BufferedReader(
                                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                                PrintStream out =
                                        new PrintStream(socket.getOutputStream(), true, StandardCharsets.ISO_8859_1)) {
                            talk(offers, login, in, out);
                        } catch (IOException e) {
                            // the client or the test has gone
                        }
                    }
                },
                "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    private void talk(String offers, Login login, BufferedReader in, PrintStream out) throws IOException {
        out.print("220 scripted.example.com\r\n");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            heard.add(line);
            if (line.startsWith("EHLO")) {
                out.print("250-scripted.example.com\r\n250 " + offers + "\r\n");
            } else if (line.startsWith("AUTH")) {
                out.print(login.talk(line, in, out) ? "235 2.7.0 welcome\r\n" : "535 5.7.8 not you\r\n");
            } else if (line.equals("DATA")) {
                out.print("354 go on\r\n");
                String text = in.readLine();
                while (text != null && !text.equals(".")) {
                    text = in.readLine();
                }
                out.print("250 ok\r\n");
            } else {
                out.print(line.equals("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
