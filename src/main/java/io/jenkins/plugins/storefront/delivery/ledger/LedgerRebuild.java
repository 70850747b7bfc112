package io.jenkins.plugins.storefront.delivery.ledger;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.release.ReleaseJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Makes a ledger anew from the releases that a job's runs left on disk; it reads one small file per run that has one. */
public final class LedgerRebuild {
    private static final Logger LOGGER = Logger.getLogger(LedgerRebuild.class.getName());

    private LedgerRebuild() {}

    /**
     * Reads the runs, oldest first; a release that cannot be read is left out.
     *
     * @param builds folder with a folder per build number
     * @param release path of the release within a run's folder
     */
    public static Ledger from(Path builds, String release, String job) throws IOException {
        if (!Files.isDirectory(builds)) {
            return Ledger.empty();
        }
        List<Integer> runs;
        try (Stream<Path> folders = Files.list(builds)) {
            runs = folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
        }
        Ledger ledger = Ledger.empty();
        for (int run : runs) {
            Path file = builds.resolve(Integer.toString(run)).resolve(release);
            if (Files.isRegularFile(file)) {
                ledger = ledger.with(placements(file, job, run));
            }
        }
        return ledger;
    }

    private static List<Placement> placements(Path file, String job, int run) {
        try {
            return Placements.of(ReleaseJson.read(Files.readString(file)), false, job, run, "");
        } catch (IOException | DeliveryException e) {
            LOGGER.log(Level.WARNING, e, () -> "A release is left out of what is where: " + file);
            return List.of();
        }
    }
}
