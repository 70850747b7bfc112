package io.jenkins.plugins.storefront.delivery.notify;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/** What a mail server's reply codes say (RFC 5321, 4.2.1): 4xx passes, 5xx does not. */
final class SmtpCodes {
    private SmtpCodes() {}

    /** Whether something in this failure was refused for now only. */
    static boolean forNow(MessagingException e) {
        return any(e, 4);
    }

    /** Whether something was refused for good. A connection that ended has refused nothing. */
    static boolean forGood(MessagingException e) {
        return any(e, 5);
    }

    private static boolean any(MessagingException e, int firstDigit) {
        for (Exception one = e; one instanceof MessagingException failure; one = failure.getNextException()) {
            if (code(one) / 100 == firstDigit) {
                return true;
            }
        }
        return false;
    }

    /** Whether the server may have taken the mail before this: not if it was never reached. */
    static boolean maybeTaken(MessagingException e) {
        return !(e instanceof MailConnectException);
    }

    private static int code(Exception e) {
        if (e instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        } else if (e instanceof SMTPSendFailedException send) {
            return send.getReturnCode();
        }
        return e instanceof SMTPSenderFailedException sender ? sender.getReturnCode() : -1;
    }
}
