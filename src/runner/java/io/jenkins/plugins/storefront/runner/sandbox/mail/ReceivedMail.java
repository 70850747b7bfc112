package io.jenkins.plugins.storefront.runner.sandbox.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A mail as its reader has it.
 *
 * @param messageId with its angle brackets
 * @param from the sender's address
 * @param to addresses of its {@code To} header
 * @param subject decoded
 * @param text its plain text, or an empty text
 * @param html its HTML with the pictures in it that it brings, or an empty text
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
                withPictures(content(mail, "text/html"), mail),
                at,
                files(mail));
    }

    /** As a reader shows it: what it names by {@code cid:} (RFC 2392) is in the mail, so it is put in its place. */
    private static String withPictures(String html, Part part) throws MessagingException, IOException {
        String shown = html;
        if (part.isMimeType("image/*") && part instanceof MimePart picture && picture.getContentID() != null) {
            String id = picture.getContentID().replaceAll("^<|>$", "");
            String type = new ContentType(picture.getContentType()).getBaseType();
            byte[] content = picture.getInputStream().readAllBytes();
            return shown.replace(
                    "cid:" + id,
                    "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content));
        } else if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                shown = withPictures(shown, parts.getBodyPart(i));
            }
        }
        return shown;
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
