package io.jenkins.plugins.storefront.host;

import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.storefront.adopted.JenkinsProxy;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.credentials.JenkinsSecretStore;
import io.jenkins.plugins.storefront.credentials.RunCredentials;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.DeskComposer;
import io.jenkins.plugins.storefront.delivery.notify.NoticeCourier;
import io.jenkins.plugins.storefront.delivery.notify.NoticeEvents;
import io.jenkins.plugins.storefront.delivery.notify.NoticeHost;
import io.jenkins.plugins.storefront.delivery.notify.NoticeReactions;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskRunner;
import io.jenkins.plugins.storefront.delivery.notify.desk.FileDeskStore;
import io.jenkins.plugins.storefront.delivery.notify.outbox.FileOutboxStore;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxLimits;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxRunner;
import io.jenkins.plugins.storefront.delivery.port.NoticeDesk;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.OutgoingProxy;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/** This controller's outbox, in {@code storefront/outbox} of its home; it goes on sending when Jenkins has started. */
public final class JenkinsOutbox {
    private static final Logger LOGGER = Logger.getLogger(JenkinsOutbox.class.getName());

    private static OutboxRunner outbox;
    private static DeskRunner desk;

    private JenkinsOutbox() {}

    /** Called by Jenkins when jobs are loaded: notices name their runs. An outbox that cannot be opened must not stop Jenkins. */
    @Initializer(after = InitMilestone.JOB_LOADED)
    public static void start() {
        try {
            desk();
        } catch (UncheckedIOException e) {
            LOGGER.log(Level.SEVERE, "Notices of the past are not sent", e);
        }
    }

    public static synchronized Outbox get() {
        if (outbox == null) {
            Path folder =
                    Jenkins.get().getRootDir().toPath().resolve("storefront").resolve("outbox");
            try {
                outbox = new OutboxRunner(
                        new FileOutboxStore(folder),
                        new NoticeCourier(new Host(), Clock.systemUTC()),
                        StorefrontPool.get(),
                        Clock.systemUTC(),
                        () -> ThreadLocalRandom.current().nextDouble(),
                        OutboxLimits.USUAL,
                        JenkinsOutbox::unwatched);
            } catch (IOException e) {
                throw new UncheckedIOException("the outbox in " + folder + " cannot be opened", e);
            }
            outbox.start();
        }
        return outbox;
    }

    /** Where rules' notices are decided on, in {@code storefront/desk.json} of Jenkins' home. */
    public static synchronized NoticeDesk desk() {
        if (desk == null) {
            Path file =
                    Jenkins.get().getRootDir().toPath().resolve("storefront").resolve("desk.json");
            Outbox box = get();
            NoticeHost host = new Host();
            try {
                desk = new DeskRunner(
                        new FileDeskStore(file),
                        box,
                        new DeskComposer(host),
                        new NoticeReactions(host, box),
                        StorefrontPool.get(),
                        Clock.systemUTC());
            } catch (IOException e) {
                throw new UncheckedIOException("the notices in " + file + " cannot be read", e);
            }
            desk.start();
        }
        return desk;
    }

    /** Called before the pool ends; what is left is on disk. */
    static synchronized void close() {
        if (desk != null) {
            desk.close();
            desk = null;
        }
        if (outbox != null) {
            outbox.close();
            outbox = null;
        }
    }

    /** The run whose notice it was has no step any more that waits for it, but still has its record. */
    private static void unwatched(OutboxReceipt receipt) {
        try {
            Run<?, ?> run = find(receipt.notice().origin());
            if (run != null) {
                NoticeEvents.of(receipt, Clock.systemUTC().instant())
                        .forEach(ReleaseBooks.get().of(run)::publish);
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING,
                    e,
                    () -> "The end of notice " + receipt.notice().id() + " is not on record");
        }
    }

    /** The pool's threads are nobody's, and nobody may see jobs; null where the run is gone. */
    private static Run<?, ?> find(String origin) {
        try (ACLContext unused = ACL.as2(ACL.SYSTEM2)) {
            return Run.fromExternalizableId(origin);
        }
    }

    /** What Jenkins has for the courier. */
    private static final class Host implements NoticeHost {
        @Override
        public OutgoingProxy proxy() {
            return new JenkinsProxy();
        }

        @Override
        public Settings settings(String origin) throws DeliveryException {
            return StorefrontConfiguration.get()
                    .settingsFor(run(origin).getParent().getParent());
        }

        @Override
        public SecretStore secrets(String origin) throws DeliveryException {
            return new JenkinsSecretStore(new RunCredentials(run(origin)), new SecretMask());
        }

        private static Run<?, ?> run(String origin) throws DeliveryException {
            Run<?, ?> run;
            try {
                run = find(origin);
            } catch (RuntimeException e) {
                throw new DeliveryException("the run " + origin + " cannot be looked at: " + e.getMessage(), e);
            }
            if (run == null) {
                throw new DeliveryException("the run " + origin
                        + " is gone, and with it the right to use its job's credentials; tell people by hand");
            }
            return run;
        }
    }
}
