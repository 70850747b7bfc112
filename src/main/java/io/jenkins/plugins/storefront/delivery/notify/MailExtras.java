package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.mail.MailPicture;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What a mail has and other notices have not.
 *
 * @param thread a Message-ID that all mails of this release refer to, so that mail clients show them together
 * @param list what filters know mails of this job by (RFC 2919), with angle brackets
 * @param pictures shown inside the HTML, may be empty
 * @param repliedTo Message-ID of the mail that it replies to, or null
 */
record MailExtras(String thread, String list, List<MailPicture> pictures, String repliedTo) {
    private static final int LONGEST_LABEL = 60;

    MailExtras {
        pictures = pictures == null ? List.of() : List.copyOf(pictures);
    }

    static MailExtras of(RunInfo run, String domain, List<MailPicture> pictures) {
        String release = hash(run.job() + "#" + run.number() + "@" + run.startedAt());
        return new MailExtras(
                "<release." + release + "@storefront." + domain + ">",
                "<" + label(run.job()) + ".releases.storefront." + domain + ">",
                pictures,
                null);
    }

    MailExtras replyingTo(String mail) {
        return new MailExtras(thread, list, pictures, mail);
    }

    /** The job as a domain label; a name that is none, or long, gets its hash. */
    private static String label(String job) {
        String plain =
                job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return plain.isEmpty() || plain.length() > LONGEST_LABEL || job.chars().anyMatch(c -> c > 127)
                ? "job-" + hash(job)
                : plain;
    }

    private static String hash(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
