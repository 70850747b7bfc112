package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.notify.DeskComposer;
import io.jenkins.plugins.storefront.delivery.notify.NoticeCourier;
import io.jenkins.plugins.storefront.delivery.notify.NoticeHost;
import io.jenkins.plugins.storefront.delivery.notify.NoticeReactions;
import io.jenkins.plugins.storefront.delivery.notify.desk.DeskRunner;
import io.jenkins.plugins.storefront.delivery.notify.desk.FileDeskStore;
import io.jenkins.plugins.storefront.delivery.notify.outbox.FileOutboxStore;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxLimits;
import io.jenkins.plugins.storefront.delivery.notify.outbox.OutboxRunner;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The outbox of a local run: it lives as long as the run, and says what it leaves. */
final class LocalOutbox {
    private LocalOutbox() {}

    static OutboxRunner open(LocalRun run, Path folder) throws IOException {
        return new OutboxRunner(
                new FileOutboxStore(folder),
                new NoticeCourier(host(run), run.clock()),
                run.pool(),
                run.clock(),
                () -> ThreadLocalRandom.current().nextDouble(),
                OutboxLimits.USUAL,
                receipt -> {});
    }

    static DeskRunner desk(LocalRun run, OutboxRunner outbox, Path file) throws IOException {
        NoticeHost host = host(run);
        return new DeskRunner(
                new FileDeskStore(file),
                outbox,
                new DeskComposer(host),
                new NoticeReactions(host, outbox),
                run.pool(),
                run.clock());
    }

    private static NoticeHost host(LocalRun run) {
        return new NoticeHost() {
            @Override
            public Settings settings(String origin) {
                return run.config().settings();
            }

            @Override
            public SecretStore secrets(String origin) {
                return run.secrets();
            }
        };
    }

    /** Waits until all is sent, at most {@code longest}, and says what is not, and what to do about it. */
    static void drain(OutboxRunner outbox, DeskRunner desk, Duration longest, PrintStream log)
            throws InterruptedException {
        for (OutboxReceipt left : outbox.drain(longest)) {
            log.println("Not sent: the notice to " + left.notice().to()
                    + (left.reason() == null ? "" : ": " + left.reason()));
        }
        for (OutboxReceipt dead : outbox.dead()) {
            log.println("Dead letter: the notice to " + dead.notice().to() + ": " + dead.reason());
        }
        if (desk.held() > 0) {
            log.println("Held for a digest or a working time, which a local run does not wait for: " + desk.held()
                    + " notices");
        }
        desk.open()
                .forEach(one -> log.println("Nobody has acknowledged: " + one.title() + " (would be escalated at "
                        + one.due() + "; a local run does not wait for it)"));
    }
}
