package io.jenkins.plugins.storefront.host;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.ledger.Placements;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.ReleaseBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes into the job's ledger what a run put where, as soon as that is certain; it comes after the release book. */
final class LedgerKeeper implements EventSink {
    private static final Logger LOGGER = Logger.getLogger(LedgerKeeper.class.getName());

    private final Run<?, ?> run;
    private final Supplier<ReleaseBook> book;
    private final Supplier<String> commit;

    /** @param commit that the run is of; may give null */
    LedgerKeeper(Run<?, ?> run, Supplier<ReleaseBook> book, Supplier<String> commit) {
        this.run = run;
        this.book = book;
        this.commit = commit;
    }

    @Override
    public void publish(DeliveryEvent event) {
        if (event instanceof DeploymentClosed || event instanceof RolloutEnded || event instanceof UndoEnded) {
            try {
                keep(run, book.get().current(), false, commit.get());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void keep(Run<?, ?> run, Release release, boolean last, String commit) throws IOException {
        String job = run.getParent().getFullName();
        Ledgers.get().add(run, Placements.of(release, last, job, run.getNumber(), Ledgers.starter(run), commit));
    }

    /** Looks once more when a run is over: a controller that was killed may have missed a deployment's end. */
    @Extension
    public static final class AtTheEnd extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> run) {
            StorefrontPool.get().submit(() -> {
                try {
                    if (ReleaseBooks.has(run)) {
                        keep(run, ReleaseBooks.get().of(run).current(), true, null);
                    }
                } catch (IOException | RuntimeException e) {
                    LOGGER.log(Level.WARNING, e, () -> "What " + run + " put where is not on record");
                }
            });
        }
    }
}
