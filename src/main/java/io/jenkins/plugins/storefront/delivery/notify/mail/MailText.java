package io.jenkins.plugins.storefront.delivery.notify.mail;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.Detail;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseData;
import io.jenkins.plugins.storefront.delivery.notify.text.TimeLine;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What a mail says: plain text, the same as HTML, and its picture, together small enough that no mail client cuts it (Gmail cuts a
 * message at 102 KB). Where it would be larger, less of the release is told, and the mail says so.
 *
 * @param pictures may be empty
 */
public record MailText(String subject, String text, String html, List<MailPicture> pictures) {
    /** Of text, HTML and pictures as they are sent, in bytes. */
    public static final int LARGEST = 100_000;

    /** Headers and boundaries. */
    private static final int AROUND = 4_000;

    public MailText {
        pictures = List.copyOf(pictures);
    }

    /** Makes a text of the data of a release. */
    @FunctionalInterface
    public interface Filler {
        String fill(Map<String, Object> view) throws DeliveryException;
    }

    /**
     * Composes it.
     *
     * @param id of the notice; the picture's name is made of it
     * @param mask hides secrets and what is not seen
     * @param text makes the plain text
     * @param html makes the HTML
     * @throws DeliveryException if a template is wrong, or makes too much of however little
     */
    public static MailText compose(String id, ReleaseData data, UnaryOperator<String> mask, Filler text, Filler html)
            throws DeliveryException {
        byte[] png = TimeLinePicture.of(TimeLine.of(data.release()));
        List<MailPicture> pictures = png == null
                ? List.of()
                : List.of(new MailPicture(
                        "time-line." + id.replaceAll("[^A-Za-z0-9.-]", "") + "@storefront",
                        Base64.getEncoder().encodeToString(png)));
        long size = 0;
        for (Detail detail : Detail.LESS_AND_LESS) {
            Map<String, Object> view = data.view(detail, mask);
            pictures.forEach(one -> view.put("picture", "cid:" + one.id()));
            MailText mail = new MailText(
                    mask.apply((String) view.get("subject")),
                    mask.apply(text.fill(view)),
                    mask.apply(html.fill(view)),
                    pictures);
            size = mail.size();
            if (size <= LARGEST) {
                return mail;
            }
        }
        throw new DeliveryException("the template makes a mail of " + size / 1000 + " KB even of little; "
                + LARGEST / 1000 + " KB at most, because mail clients cut what is longer");
    }

    /** At least as large as what is sent: texts as base64 with line ends, which is what most non-ASCII text becomes. */
    private long size() {
        long size = AROUND;
        for (String part : List.of(text, html)) {
            size += sent(part.getBytes(StandardCharsets.UTF_8).length, part);
        }
        for (MailPicture picture : pictures) {
            size += picture.png().length() * 78L / 76;
        }
        return size;
    }

    private static long sent(long bytes, String text) {
        boolean plain = text.chars().allMatch(c -> c < 128);
        return plain ? bytes + bytes / 40 : bytes * 4 / 3 * 78 / 76;
    }
}
