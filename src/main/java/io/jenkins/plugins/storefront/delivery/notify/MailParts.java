package io.jenkins.plugins.storefront.delivery.notify;

import jakarta.mail.Session;
import org.apache.commons.lang3.function.FailableSupplier;

/**
 * Where Jakarta Mail finds its own parts. It looks for them many times per mail, by the thread's class loader, and Jenkins' threads have
 * that of the whole web application, which looks long and does not know a plugin's.
 */
final class MailParts {
    private MailParts() {}

    /** Does {@code work} with the class loader that Jakarta Mail itself came by. */
    static <T, E extends Exception> T within(FailableSupplier<T, E> work) throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Session.class.getClassLoader());
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
