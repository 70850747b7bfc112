package io.jenkins.plugins.storefront.delivery.port;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the host knows of the time before this run. Called on pool threads; may read files, reaches no other machine. */
public interface ReleaseHistory {
    /** A host that remembers nothing. */
    ReleaseHistory NONE = new ReleaseHistory() {
        @Override
        public List<Served> serving(String environment) {
            return List.of();
        }

        @Override
        public List<Change> since(Served base) {
            return List.of();
        }

        @Override
        public Optional<Person> starter() {
            return Optional.empty();
        }
    };

    /** What served in that environment before this run, a line per service; empty where nothing is on record. */
    List<Served> serving(String environment) throws IOException, DeliveryException;

    /** The commits that came after {@code base}, as the host's own change log has them; empty where it has none. */
    List<Change> since(Served base) throws IOException;

    /** The person who started the run. */
    Optional<Person> starter();
}
