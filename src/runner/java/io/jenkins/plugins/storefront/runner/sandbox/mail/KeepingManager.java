package io.jenkins.plugins.storefront.runner.sandbox.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Decides what mail the server takes, and keeps it once, however many recipients it has. */
final class KeepingManager extends SmtpManager {
    private final List<ReceivedMail> mails = new CopyOnWriteArrayList<>();
    private final Clock clock;
    private final boolean loginRequired;

    KeepingManager(Managers managers, Clock clock, boolean loginRequired) {
        super(managers.getImapHostManager(), managers.getUserManager());
        this.clock = clock;
        this.loginRequired = loginRequired;
    }

    List<ReceivedMail> mails() {
        return List.copyOf(mails);
    }

    @Override
    public String checkSender(SmtpState state, MailAddress sender) {
        return loginRequired && state.getMessage().getAuthenticationState() == null
                ? "530 5.7.0 Authentication required"
                : null;
    }

    @Override
    public String checkRecipient(SmtpState state, MailAddress recipient) {
        String address = recipient.getEmail().toLowerCase(Locale.ROOT);
        if (address.startsWith("unknown@")) {
            return "550 5.1.1 No such mailbox";
        }
        return address.startsWith("busy@") ? "451 4.3.2 Busy, try again later" : null;
    }

    @Override
    public synchronized void send(SmtpState state) {
        try {
            mails.add(ReceivedMail.read(state.getMessage().getMessage(), clock.instant()));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a mail came that cannot be read", e); // answered with 451
        }
    }
}
