package io.jenkins.plugins.storefront.runner.sandbox.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A mail as its reader has it.
 *
 * @param messageId with its angle brackets
 * @param from the sender's address
 * @param to addresses of its {@code To} header
 * @param subject decoded
 * @param text its plain text, or an empty text
 * @param html its HTML, or an empty text
 * @param at when it came
 * @param files names of what is attached
 */
public record ReceivedMail(
        String messageId,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        Instant at,
        List<String> files) {
    public ReceivedMail {
        to = List.copyOf(to);
        files = List.copyOf(files);
    }

    /** Reads a mail; parts that are neither plain text nor HTML are left out. */
    public static ReceivedMail read(MimeMessage mail, Instant at) throws MessagingException, IOException {
        return new ReceivedMail(
                mail.getMessageID(),
                addresses(mail.getFrom()).stream().findFirst().orElse(""),
                addresses(mail.getRecipients(Message.RecipientType.TO)),
                mail.getSubject(),
                content(mail, "text/plain"),
                content(mail, "text/html"),
                at,
                files(mail));
    }

    private static List<String> files(Part part) throws MessagingException, IOException {
        List<String> names = new ArrayList<>();
        if (Part.ATTACHMENT.equals(part.getDisposition())) {
            names.add(part.getFileName());
        } else if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                names.addAll(files(parts.getBodyPart(i)));
            }
        }
        return names;
    }

    private static List<String> addresses(Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(one -> one instanceof InternetAddress mail ? mail.getAddress() : one.toString())
                        .toList();
    }

    private static String content(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = content(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }
}
