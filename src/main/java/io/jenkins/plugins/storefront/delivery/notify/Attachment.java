package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A file that goes with a notice.
 *
 * @param name without folders
 * @param type MIME type, guessed by the name
 * @param base64 its content
 */
public record Attachment(String name, String type, String base64) {
    /** Most files of one notice. */
    public static final int MOST = 10;

    /** Most bytes of one notice's files together. */
    public static final long MOST_BYTES = 5L << 20;

    private static final String UNKNOWN = "application/octet-stream";

    /** Files by path in the workspace; their names are made fit for headers. */
    public static List<Attachment> of(Map<String, byte[]> files) throws DeliveryException {
        List<Attachment> all = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            bytes += file.getValue().length;
            String path = file.getKey();
            String name = path.substring(path.lastIndexOf('/') + 1).replaceAll("[\\p{Cntrl}\"\\\\<>]", "_");
            String type = URLConnection.guessContentTypeFromName(name);
            all.add(new Attachment(
                    name, type == null ? UNKNOWN : type, Base64.getEncoder().encodeToString(file.getValue())));
        }
        if (all.size() > MOST || bytes > MOST_BYTES) {
            throw new DeliveryException("attach: " + all.size() + " files with " + (bytes >> 10) + " KiB; at most "
                    + MOST + " files and " + (MOST_BYTES >> 10) + " KiB go with a notice");
        }
        return all;
    }

    /** A mail that brings files. */
    public static OutboxNotice with(OutboxNotice notice, List<Attachment> files) throws DeliveryException {
        return files.isEmpty()
                ? notice
                : notice.with(Payload.read(notice.payload()).with(files).write());
    }

    /** A message, and after it each file in its thread. */
    public static List<OutboxNotice> inThread(OutboxNotice notice, List<Attachment> files) throws DeliveryException {
        List<OutboxNotice> all = new ArrayList<>(List.of(notice));
        Payload message = Payload.read(notice.payload());
        for (Attachment one : files) {
            Payload file = new Payload(message.connection(), message.to(), one.name(), "", one.name(), null, false)
                    .with(List.of(one));
            all.add(new OutboxNotice(
                    notice.id() + "-file-" + all.size(),
                    notice.lane(),
                    notice.kind(),
                    notice.to(),
                    notice.origin(),
                    null,
                    notice.thread() != null
                            ? notice.thread()
                            : notice.message() != null ? notice.message() : notice.id(),
                    notice.createdAt(),
                    notice.giveUpAt(),
                    null,
                    notice.thread() != null ? notice.threadReference() : notice.reference(),
                    file.write()));
        }
        return all;
    }

    byte[] content() {
        return Base64.getDecoder().decode(base64);
    }
}
