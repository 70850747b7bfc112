package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.runner.host.TestDelivery;
import io.jenkins.plugins.storefront.runner.sandbox.mail.ReceivedMail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a notice by mail relies on in a mail server; the sandbox's and a real one are held to the same. */
public abstract class MailerContract {
    private static final String WRONG = "not-the-password";
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final String subject = "größe " + UUID.randomUUID();

    @TempDir
    private Path project;

    private TestDelivery run;

    /** How to reach the server, with {@code login} as its credential. */
    protected abstract SmtpSettings settings();

    /** A login that the server takes. */
    protected abstract Credential.UserPassword login();

    /** What arrived for anybody. */
    protected abstract List<ReceivedMail> mailbox() throws Exception;

    @AfterEach
    void close() throws Exception {
        if (run != null) {
            run.close();
        }
    }

    private Notifier notifier(Credential login) throws Exception {
        run = new TestDelivery(
                project,
                new Settings(List.of(), List.of(), List.of(settings()), List.of(), List.of()),
                Map.of("login", login));
        return new Notifier(run.context());
    }

    private String send(String... to) throws Exception {
        return send(notifier(login()), "It is <b>out</b>", to);
    }

    private String send(Notifier notifier, String text, String... to) throws Exception {
        return Receipts.reference(
                notifier,
                notifier.mail(MailRequest.of(UUID.randomUUID().toString(), Arrays.asList(to), subject, text)));
    }

    private List<ReceivedMail> arrived() throws Exception {
        return mailbox().stream().filter(mail -> subject.equals(mail.subject())).toList();
    }

    /** The message of the error that it must fail with; the event must say the same. */
    private String failure(Credential login, String... to) throws Exception {
        Notifier notifier = notifier(login);
        try {
            send(notifier, "It is out", to);
        } catch (DeliveryException e) {
            assertThat(e.getMessage())
                    .startsWith("mail server " + settings().host() + ":"
                            + settings().port())
                    .doesNotContain("\n", WRONG, login().password().reveal());
            assertThat(run.events(NoticeSent.class)).isEmpty();
            assertThat(run.events(NoticeFailed.class))
                    .allSatisfy(event -> assertThat(event.reason()).isEqualTo(e.getMessage()));
            return e.getMessage();
        }
        throw new AssertionError("it was sent");
    }

    @Test
    void deliversTextAndHtmlUnderItsMessageId() throws Exception {
        String id = send("team@example.com, ops@example.com");
        await().atMost(LONGEST).until(() -> !arrived().isEmpty());
        assertThat(arrived()).allSatisfy(mail -> {
            assertThat(mail.messageId()).isEqualTo(id);
            assertThat(mail.from()).isEqualTo(settings().from());
            assertThat(mail.to()).containsExactly("team@example.com", "ops@example.com");
            assertThat(mail.text()).contains("It is <b>out</b>");
            assertThat(mail.html()).contains("It is &lt;b&gt;out&lt;/b&gt;");
        });
        assertThat(run.events(NoticeSent.class)).singleElement().satisfies(event -> assertThat(event.reference())
                .isEqualTo(id));
    }

    @Test
    void saysWhichRecipientIsRefused() throws Exception {
        assertThat(failure(login(), "unknown@example.com"))
                .contains("refuses unknown@example.com: ", "No such mailbox");
        assertThat(arrived()).isEmpty();
    }

    @Test
    void sendsToTheOthersWhereOneRecipientIsRefusedAndSaysWhich() throws Exception {
        send("team@example.com", "unknown@example.com", "ops@example.com");
        await().atMost(LONGEST).until(() -> !arrived().isEmpty());
        assertThat(run.events(Remark.class)).singleElement().satisfies(event -> assertThat(event.text())
                .contains("refuses unknown@example.com: ", "No such mailbox"));
    }

    @Test
    void sendsToNobodyYetWhereOneRecipientIsBusy() throws Exception {
        assertThat(failure(login(), "team@example.com", "busy@example.com")).contains("try again later");
        assertThat(arrived()).isEmpty();
    }

    @Test
    void saysThatTheServerIsBusy() throws Exception {
        assertThat(failure(login(), "busy@example.com")).contains("busy@example.com", "try again later");
    }

    @Test
    void saysThatTheLoginIsRefusedAndDoesNotShowIt() throws Exception {
        assertThat(failure(new Credential.UserPassword(login().user(), Secret.of(WRONG)), "team@example.com"))
                .endsWith(" refuses the login; check the credential of this connection");
        assertThat(run.log() + run.events()).doesNotContain(WRONG);
    }
}
