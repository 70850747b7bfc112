package io.jenkins.plugins.storefront.runner.sandbox.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.time.Clock;
import java.util.List;

/**
 * A mail server in this process, on 127.0.0.1 and a free port, without TLS. It takes mail to anybody and delivers it nowhere but
 * to {@link #messages}; mail to {@code unknown@…} is refused for good and to {@code busy@…} for now.
 *
 * <p>Nothing is kept on disk. Thread-safe. Close it to stop listening.
 */
public final class SandboxMail implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final GreenMail server;
    private final KeepingManager manager;

    /** GreenMail with our own manager in place of the one that fills mailboxes. */
    private static final class Server extends GreenMail {
        Server(Managers managers) {
            super(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
            this.managers = managers;
        }
    }

    /** GreenMail's managers with the SMTP one replaced. */
    private static final class OwnManagers extends Managers {
        private final KeepingManager own;

        OwnManagers(boolean loginRequired) {
            own = new KeepingManager(this, Clock.systemUTC(), loginRequired);
        }

        @Override
        public SmtpManager getSmtpManager() {
            return own;
        }
    }

    private SandboxMail(String user, Secret password) {
        OwnManagers managers = new OwnManagers(user != null);
        manager = managers.own;
        server = new Server(managers);
        managers.getUserManager().setAuthRequired(true); // a wrong login is refused, not made known
        if (user != null) {
            server.setUser(user + "@sandbox", user, password.reveal());
        }
        server.start();
    }

    /** Starts a server that asks for no login. */
    public static SandboxMail start() {
        return new SandboxMail(null, null);
    }

    /** Starts a server that takes mail only after this login. */
    public static SandboxMail start(String user, Secret password) {
        return new SandboxMail(user, password);
    }

    public String host() {
        return HOST;
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    /** What was taken so far, oldest first. */
    public List<ReceivedMail> messages() {
        return manager.mails();
    }

    @Override
    public void close() {
        server.stop();
    }
}
