package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.notify.mail.MailPicture;
import jakarta.activation.DataHandler;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Builds the message of a mail: plain text first, then the HTML with its pictures. Everything is encoded to seven bits and short lines,
 * so that no server on the way has to change it, which would break its DKIM signature (RFC 6376, 5.3).
 */
final class MimeMail {
    /** Some encodings of text need lines no longer than this (RFC 5322, 2.1.1). */
    private static final int LONGEST_LINE = 900;

    private static final Pattern LINES = Pattern.compile("\\r?\\n");

    private MimeMail() {}

    static MimeMessage of(Session session, String from, MailSender.Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session) {
            /** Stable, so that a mail sent twice is seen once. */
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", mail.messageId());
            }
        };
        message.setFrom(new InternetAddress(from, true));
        message.setRecipients(Message.RecipientType.TO, mail.to().toArray(InternetAddress[]::new));
        String subject =
                mail.subject().replace("=?", "= ?"); // else who reads it decodes what nobody encoded (RFC 2047)
        message.setSubject(subject, StandardCharsets.UTF_8.name());
        message.setSentDate(mail.date());
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834
        message.setHeader("X-Auto-Response-Suppress", "All"); // the same for Exchange
        MailExtras extras = mail.extras();
        message.setHeader(
                "List-Id", "Storefront releases " + (extras == null ? "<storefront.releases>" : extras.list()));
        if (extras != null) {
            String earlier = extras.repliedTo();
            message.setHeader("In-Reply-To", earlier == null ? extras.thread() : earlier);
            message.setHeader("References", extras.thread() + (earlier == null ? "" : "\r\n " + earlier));
        }
        MimeMultipart words = new MimeMultipart("alternative", text(mail.text(), "plain"), html(mail, extras));
        message.setContent(mail.files().isEmpty() ? words : withFiles(words, mail));
        return message;
    }

    private static MimeMultipart withFiles(MimeMultipart words, MailSender.Mail mail) throws MessagingException {
        MimeMultipart mixed = new MimeMultipart("mixed", containing(words));
        for (Attachment file : mail.files()) {
            MimeBodyPart part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(file.content(), file.type())));
            part.setHeader("Content-Transfer-Encoding", "base64");
            part.setDisposition(Part.ATTACHMENT);
            part.setFileName(file.name());
            mixed.addBodyPart(part);
        }
        return mixed;
    }

    private static MimeBodyPart html(MailSender.Mail mail, MailExtras extras) throws MessagingException {
        MimeBodyPart html = text(mail.html(), "html");
        if (extras == null || extras.pictures().isEmpty()) {
            return html;
        }
        MimeMultipart related = new MimeMultipart("related", html);
        for (MailPicture picture : extras.pictures()) {
            related.addBodyPart(picture(picture));
        }
        return containing(related);
    }

    private static MimeBodyPart text(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, StandardCharsets.UTF_8.name(), subtype);
        boolean plain = text.chars().allMatch(c -> c < 128)
                && LINES.splitAsStream(text).noneMatch(line -> line.length() > LONGEST_LINE);
        if (!plain) {
            boolean western = text.chars().filter(c -> c >= 128).count() < text.length() / 6;
            part.setHeader("Content-Transfer-Encoding", western ? "quoted-printable" : "base64");
        }
        return part;
    }

    private static BodyPart picture(MailPicture picture) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(
                new DataHandler(new ByteArrayDataSource(Base64.getDecoder().decode(picture.png()), "image/png")));
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setHeader("Content-ID", "<" + picture.id() + ">");
        part.setDisposition(Part.INLINE);
        part.setFileName("time-line.png");
        return part;
    }

    private static MimeBodyPart containing(Multipart parts) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setContent(parts);
        return part;
    }
}
