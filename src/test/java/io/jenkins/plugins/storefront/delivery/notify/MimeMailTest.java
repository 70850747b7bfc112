package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.notify.mail.MailText;
import io.jenkins.plugins.storefront.delivery.notify.text.ExampleRelease;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail as it is written to the wire, read back. */
class MimeMailTest {
    private static final Session SESSION = Session.getInstance(new Properties());

    private static byte[] wire(ExampleRelease example, Language language, String id) throws Exception {
        MailText text = MailText.compose(
                id,
                example.data(language),
                UnaryOperator.identity(),
                view -> Templates.fill("mail", Templates.builtIn("mail.txt.mustache"), Templates.Form.TEXT, view),
                view -> Templates.fill("mail", Templates.builtIn("mail.html.mustache"), Templates.Form.HTML, view));
        MimeMessage message = MimeMail.of(
                SESSION,
                "Jenkins <jenkins@example.com>",
                new MailSender.Mail(
                        List.of(new InternetAddress("team@example.com")),
                        text.subject(),
                        text.text(),
                        text.html(),
                        "<" + id + "@storefront.example.com>",
                        Date.from(Instant.parse("2026-11-25T09:40:00Z")),
                        MailExtras.of(example.run(), "example.com", text.pictures())));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }

    private static MimeMessage read(byte[] wire) throws Exception {
        return new MimeMessage(SESSION, new ByteArrayInputStream(wire));
    }

    @Test
    void hasPlainTextFirstThenHtmlWithItsPicture() throws Exception {
        MimeMultipart parts = (MimeMultipart)
                read(wire(ExampleRelease.UNDONE, Language.EN, "1")).getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        MimeMultipart related = (MimeMultipart) parts.getBodyPart(1).getContent();
        assertThat(related.getContentType()).startsWith("multipart/related");
        assertThat(related.getBodyPart(0).getContentType()).isEqualTo("text/html; charset=UTF-8");
        MimeBodyPart picture = (MimeBodyPart) related.getBodyPart(1);
        assertThat(picture.getContentType()).startsWith("image/png");
        assertThat(picture.getDisposition()).isEqualTo("inline");
        String html = (String) related.getBodyPart(0).getContent();
        String id = picture.getContentID().replaceAll("[<>]", "");
        assertThat(html)
                .contains("src=\"cid:" + id + "\"", "alt=\"1 staging: succeeded, 46 s; 2 production: undone, 58 s\"");
    }

    @Test
    void aReaderSeesThePictureThatTheMailBrings() throws Exception {
        ReceivedMail mail = ReceivedMail.read(
                read(wire(ExampleRelease.UNDONE, Language.EN, "1")), Instant.parse("2026-11-25T09:40:00Z"));
        assertThat(mail.html()).contains("src=\"data:image/png;base64,iVBOR").doesNotContain("cid:");
    }

    @Test
    void mailsOfOneReleaseAreOneThreadAndOfAnotherAreNot() throws Exception {
        MimeMessage first = read(wire(ExampleRelease.STARTED, Language.EN, "1"));
        MimeMessage later = read(wire(ExampleRelease.UNDONE, Language.ZH_CN, "2"));
        assertThat(later.getMessageID()).isEqualTo("<2@storefront.example.com>").isNotEqualTo(first.getMessageID());
        assertThat(later.getHeader("References"))
                .isEqualTo(first.getHeader("References"))
                .hasSize(1);
        assertThat(later.getHeader("In-Reply-To")).isEqualTo(later.getHeader("References"));
        assertThat(later.getSubject().replaceAll("^\\[.*?] ", ""))
                .as("what mail clients compare (RFC 5256, 2.1)")
                .isEqualTo(first.getSubject().replaceAll("^\\[.*?] ", ""))
                .isEqualTo("shop/main #42");
        assertThat(later.getSubject()).startsWith("[production：已撤销]");
    }

    @Test
    void aReplyNamesTheMailAndItsRelease() throws Exception {
        MailExtras release = MailExtras.of(ExampleRelease.values()[0].run(), "example.com", List.of());
        MimeMessage made = MimeMail.of(
                SESSION,
                "jenkins@example.com",
                new MailSender.Mail(
                        List.of(new InternetAddress("team@example.com")),
                        "Out",
                        "text",
                        "<p>text</p>",
                        "<2@storefront.example.com>",
                        Date.from(Instant.EPOCH),
                        release.replyingTo("<1@storefront.example.com>")));
        assertThat(made.getHeader("In-Reply-To")).containsExactly("<1@storefront.example.com>");
        assertThat(made.getHeader("References")[0].split("\\s+"))
                .containsExactly(release.thread(), "<1@storefront.example.com>");
    }

    @Test
    void saysThatItWasMadeByAProgramForAList() throws Exception {
        MimeMessage mail = read(wire(ExampleRelease.SUCCEEDED, Language.EN, "1"));
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(mail.getHeader("List-Id", null)).endsWith("<shop-main.releases.storefront.example.com>");
        assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2026-11-25T09:40:00Z"));
        assertThat(mail.getFrom()[0]).hasToString("Jenkins <jenkins@example.com>");
    }

    @ParameterizedTest
    @EnumSource(ExampleRelease.class)
    void needsNoChangeOnTheWayAndIsSmall(ExampleRelease example) throws Exception {
        for (Language language : Language.values()) {
            byte[] wire = wire(example, language, "1");
            assertThat(wire.length).isLessThan(60_000);
            String text = new String(wire, StandardCharsets.ISO_8859_1);
            assertThat(text.chars()).as("seven bits").allMatch(c -> c < 128 && c != 0);
            assertThat(text.lines()).allMatch(line -> line.length() <= 998);
            assertThat(text.lines().takeWhile(line -> !line.isEmpty())).allMatch(line -> line.length() <= 120);
        }
    }

    @Test
    void aJobWhoseNameIsNoLabelHasAListAllTheSame() {
        var run = ExampleRelease.STARTED.run();
        MailExtras chinese = MailExtras.of(
                new io.jenkins.plugins.storefront.delivery.model.RunInfo(
                        "商店/主干", 1, null, run.startedAt(), null, null, null),
                "example.com",
                List.of());
        assertThat(chinese.list()).matches("<job-[0-9a-f]{20}\\.releases\\.storefront\\.example\\.com>");
    }
}
