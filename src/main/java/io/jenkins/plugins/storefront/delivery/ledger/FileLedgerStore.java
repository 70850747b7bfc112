package io.jenkins.plugins.storefront.delivery.ledger;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** A {@link LedgerStore} in one small file, replaced by an atomic rename whenever something changes. */
public final class FileLedgerStore implements LedgerStore {
    private final Path file;
    private Ledger ledger;

    private FileLedgerStore(Path file, Ledger ledger) {
        this.file = file;
        this.ledger = ledger;
    }

    /** Opens the ledger of {@code job} in {@code file}, which need not exist yet. */
    public static FileLedgerStore open(Path file, String job) throws IOException, DeliveryException {
        return new FileLedgerStore(
                file, Files.exists(file) ? LedgerJson.read(Files.readString(file), job) : Ledger.empty());
    }

    @Override
    public synchronized Ledger current() {
        return ledger;
    }

    @Override
    public synchronized void add(Collection<Placement> placements) throws IOException {
        replace(ledger.with(placements));
    }

    /** Takes another ledger of the same job in, such as one made anew from its runs, and writes even if it is empty. */
    public synchronized void add(Ledger other) throws IOException {
        replace(ledger.merge(other));
    }

    private void replace(Ledger next) throws IOException {
        if (!next.equals(ledger) || !Files.exists(file)) {
            AtomicFile.write(file, LedgerJson.write(next));
            ledger = next;
        }
    }
}
