package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.notify.NoticeCourier;
import io.jenkins.plugins.storefront.delivery.notify.NoticeHost;
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
        NoticeHost host = new NoticeHost() {
            @Override
            public Settings settings(String origin) {
                return run.config().settings();
            }

            @Override
            public SecretStore secrets(String origin) {
                return run.secrets();
            }
        };
        return new OutboxRunner(
                new FileOutboxStore(folder),
                new NoticeCourier(host),
                run.pool(),
                run.clock(),
                () -> ThreadLocalRandom.current().nextDouble(),
                OutboxLimits.USUAL,
                receipt -> {});
    }

    /** Waits until all is sent, at most {@code longest}, and says what is not. */
    static void drain(OutboxRunner outbox, Duration longest, PrintStream log) throws InterruptedException {
        for (OutboxReceipt left : outbox.drain(longest)) {
            log.println("Not sent: the notice to " + left.notice().to()
                    + (left.reason() == null ? "" : ": " + left.reason()));
        }
    }
}
