package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.outbox.CourierAnswer;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

/** Sends through one mail server. TLS is required where configured, and the server's identity is always checked. */
final class MailSender {
    private static final int TIMEOUT_MILLIS = 20_000;

    private final SmtpSettings settings;
    private final Credential.UserPassword login;
    private final SmtpProperties connection;
    private final int timeoutMillis;

    /** A sender; {@code login} is null for a server that asks for none. */
    MailSender(SmtpSettings settings, Credential.UserPassword login, OutgoingProxy proxy) {
        this(settings, login, proxy, TIMEOUT_MILLIS);
    }

    /** As above, with the longest time that each of the server's answers may take. */
    MailSender(SmtpSettings settings, Credential.UserPassword login, OutgoingProxy proxy, int timeoutMillis) {
        this.settings = settings;
        this.login = login;
        this.connection = new SmtpProperties(settings, login != null, proxy);
        this.timeoutMillis = timeoutMillis;
    }

    /**
     * A mail.
     *
     * @param messageId stable, with angle brackets
     * @param extras may be null
     */
    record Mail(
            List<InternetAddress> to,
            String subject,
            String text,
            String html,
            String messageId,
            Date date,
            MailExtras extras,
            List<Attachment> files) {
        Mail {
            files = List.copyOf(files);
            to = List.copyOf(to);
            date = new Date(date.getTime());
        }

        /** One without files. */
        Mail(
                List<InternetAddress> to,
                String subject,
                String text,
                String html,
                String messageId,
                Date date,
                MailExtras extras) {
            this(to, subject, text, html, messageId, date, extras, List.of());
        }
    }

    /**
     * Sends; the reference is the Message-ID. Recipients that are refused for good do not keep it from the others; where one is refused
     * for now, nobody gets it yet, so that nobody gets it twice.
     */
    CourierAnswer send(Mail mail) {
        try {
            return MailParts.within(() -> sendToAll(mail));
        } catch (DeliveryException e) {
            return new CourierAnswer.Refused(e.getMessage());
        }
    }

    private CourierAnswer sendToAll(Mail mail) throws DeliveryException {
        try {
            return send(mail, mail.to());
        } catch (SendFailedException e) {
            List<InternetAddress> others = others(mail, e);
            if (others.isEmpty()) {
                return refusal(e);
            }
            try {
                send(mail, others);
                return new CourierAnswer.Sent(mail.messageId(), where() + " refuses " + refused(e) + ": " + oneLine(e));
            } catch (SendFailedException again) {
                return refusal(again);
            } catch (MessagingException failure) {
                return failure(failure);
            }
        } catch (MessagingException e) {
            return failure(e);
        }
    }

    private CourierAnswer send(Mail mail, List<InternetAddress> recipients)
            throws MessagingException, DeliveryException {
        connected(
                Session.getInstance(connection.properties(timeoutMillis)),
                (session, transport) -> transport.sendMessage(
                        MimeMail.of(session, settings.from(), mail), recipients.toArray(InternetAddress[]::new)));
        return new CourierAnswer.Sent(mail.messageId(), null);
    }

    /** The recipients but those refused for good; none where all are, or one was refused for now. */
    private static List<InternetAddress> others(Mail mail, SendFailedException e) {
        List<Address> gone = e.getInvalidAddresses() == null ? List.of() : List.of(e.getInvalidAddresses());
        return gone.isEmpty() || SmtpCodes.forNow(e)
                ? List.of()
                : mail.to().stream().filter(one -> !gone.contains(one)).toList();
    }

    private CourierAnswer refusal(SendFailedException e) {
        if (SmtpCodes.forNow(e) || SmtpCodes.forGood(e)) {
            String reason = where() + " refuses " + refused(e) + ": " + oneLine(e);
            return SmtpCodes.forNow(e) ? new CourierAnswer.Failed(false, reason) : new CourierAnswer.Refused(reason);
        }
        return failure(e);
    }

    private CourierAnswer failure(MessagingException e) {
        return e instanceof AuthenticationFailedException
                ? new CourierAnswer.Refused(where() + refusedLogin())
                : new CourierAnswer.Failed(SmtpCodes.maybeTaken(e), where() + ": " + oneLine(e));
    }

    /**
     * Connects, logs in and leaves; nothing is sent.
     *
     * @return the server's greeting without its code; empty where it cannot be made out
     */
    String tryOut(int timeoutMillis) throws DeliveryException {
        return MailParts.within(() -> greeting(timeoutMillis));
    }

    private String greeting(int timeoutMillis) throws DeliveryException {
        Session session = Session.getInstance(connection.properties(timeoutMillis));
        ByteArrayOutputStream trace = new ByteArrayOutputStream();
        session.setDebugOut(new PrintStream(trace, true, StandardCharsets.UTF_8)); // the login is never part of it
        session.setDebug(true);
        try {
            connected(session, (s, transport) -> {});
        } catch (AuthenticationFailedException e) {
            throw new DeliveryException(where() + refusedLogin(), e);
        } catch (MessagingException e) {
            throw new DeliveryException(where() + ": " + oneLine(e), e);
        }
        return trace.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.matches("220[ -].*"))
                .map(line -> line.substring(4).trim())
                .findFirst()
                .orElse("");
    }

    /** What is done with an open, logged-in connection. */
    private interface Talk {
        void with(Session session, Transport transport) throws MessagingException;
    }

    private void connected(Session session, Talk talk) throws MessagingException {
        try (Transport transport = session.getTransport(connection.protocol())) {
            if (login == null) {
                transport.connect(settings.host(), settings.port(), null, null);
            } else {
                transport.connect(
                        settings.host(),
                        settings.port(),
                        login.user(),
                        login.password().reveal());
            }
            talk.with(session, transport);
        }
    }

    private String refusedLogin() {
        return settings.login() == SmtpSettings.Login.XOAUTH2
                ? " refuses the access token; it may have ended: renew the credential of this connection"
                : " refuses the login; check the credential of this connection";
    }

    private String where() {
        return "mail server " + settings.host() + ":" + settings.port();
    }

    /** Addresses refused for good, or the only one; of several that are refused for now it is not told which. */
    private static String refused(SendFailedException e) {
        Address[] invalid = e.getInvalidAddresses();
        Address[] unsent = e.getValidUnsentAddresses();
        if (invalid != null && invalid.length > 0) {
            return Arrays.stream(invalid).map(Object::toString).collect(Collectors.joining(", "));
        }
        return unsent != null && unsent.length == 1 ? unsent[0].toString() : "the mail";
    }

    private static String oneLine(MessagingException e) {
        Exception deepest = e;
        while (deepest instanceof MessagingException nested && nested.getNextException() != null) {
            deepest = nested.getNextException();
        }
        if (deepest instanceof UnknownHostException) {
            return "there is no host '" + deepest.getMessage() + "'";
        }
        return String.valueOf(deepest.getMessage()).replaceAll("\\s+", " ").trim();
    }
}
