package io.jenkins.plugins.storefront.delivery.ledger;

import java.io.IOException;
import java.util.Collection;

/** Keeps one job's {@link Ledger}; it survives a restart of the host. Thread-safe. */
public interface LedgerStore {
    /** What was taken in so far. */
    Ledger current();

    /** Takes placements in; they are on disk when this returns. */
    void add(Collection<Placement> placements) throws IOException;
}
