package io.jenkins.plugins.storefront.host;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.UncheckedExecutionException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.ItemGroup;
import hudson.model.Items;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import io.jenkins.plugins.storefront.delivery.ledger.FileLedgerStore;
import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.LedgerRebuild;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * What is where, per job: a small file in the job's folder, written whenever a deployment closes. Pages read it and never walk
 * through builds. Where the file is missing or damaged it is made anew on the suite's pool. Thread-safe.
 */
@Extension
public class Ledgers {
    static final String FILE = "storefront-deployments.json";

    private static final Logger LOGGER = Logger.getLogger(Ledgers.class.getName());
    /** A folder asks each of its jobs for a file no oftener than this. */
    private static final Duration FOLDER_MEMORY = Duration.ofMinutes(1);

    private final LoadingCache<Key, FileLedgerStore> stores = CacheBuilder.newBuilder()
            .weakValues()
            .build(new CacheLoader<>() {
                @Override
                public FileLedgerStore load(Key key) throws Exception {
                    return FileLedgerStore.open(key.file().toPath(), key.job());
                }
            });
    private final Cache<String, List<String>> jobsOfFolders = CacheBuilder.newBuilder()
            .maximumSize(1000)
            .expireAfterWrite(FOLDER_MEMORY)
            .build();
    /** Ledgers being made anew, with what came in meanwhile; guarded by itself. */
    private final Map<Key, List<Placement>> underWay = new HashMap<>();

    /** A renamed job is another one, so that its ledger is read anew under its new name. */
    private record Key(File file, String job) {
        static Key of(Job<?, ?> job) {
            return new Key(new File(job.getRootDir(), FILE), job.getFullName());
        }
    }

    public static Ledgers get() {
        return ExtensionList.lookupSingleton(Ledgers.class);
    }

    /** Whether the job put anything anywhere; one or two looks at the file system. */
    public boolean has(Job<?, ?> job) {
        if (Key.of(job).file().isFile()) {
            return true;
        }
        Run<?, ?> last = job.getLastBuild();
        return last != null && ReleaseBooks.has(last);
    }

    /** What the job put where, or empty while that is being made anew; come back later then. */
    public Optional<Ledger> of(Job<?, ?> job) {
        Key key = Key.of(job);
        synchronized (underWay) {
            if (underWay.containsKey(key)) {
                return Optional.empty();
            }
        }
        if (key.file().isFile()) {
            try {
                return Optional.of(stores.get(key).current());
            } catch (ExecutionException | UncheckedExecutionException e) {
                LOGGER.log(Level.FINE, e, () -> "What " + key.job() + " put where is made anew from its builds");
            }
        }
        rebuild(job, key, List.of());
        return Optional.empty();
    }

    /**
     * Full names of the jobs in a folder, at any depth, that put something anywhere. It is the same for everybody: whoever asks must
     * leave out the jobs that the user may not read. New jobs are in it within a minute.
     */
    public List<String> jobsIn(ItemGroup<?> folder) {
        try {
            return jobsOfFolders.get(folder.getFullName(), () -> {
                List<String> names = new ArrayList<>();
                for (Job job : Items.allItems2(ACL.SYSTEM2, folder, Job.class)) {
                    if (Key.of(job).file().isFile()) {
                        names.add(job.getFullName());
                    }
                }
                return List.copyOf(names);
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Takes in what a run put where. The first time for a job, its older builds are read too, and that goes on in the background. */
    void add(Run<?, ?> run, List<Placement> placements) throws IOException {
        if (placements.isEmpty()) {
            return;
        }
        Key key = Key.of(run.getParent());
        boolean known = key.file().isFile();
        if (!known && run.getNumber() > 1) {
            rebuild(run.getParent(), key, placements);
            return;
        }
        try {
            stores.get(key).add(placements);
        } catch (ExecutionException | UncheckedExecutionException e) {
            rebuild(run.getParent(), key, placements);
        }
        if (!known) {
            jobsOfFolders.invalidateAll();
        }
    }

    private void rebuild(Job<?, ?> job, Key key, List<Placement> more) {
        synchronized (underWay) {
            boolean first = !underWay.containsKey(key);
            underWay.computeIfAbsent(key, any -> new ArrayList<>()).addAll(more);
            if (!first) {
                return;
            }
        }
        StorefrontPool.get().submit(() -> {
            Ledger made = Ledger.empty();
            try {
                made = LedgerRebuild.from(job.getBuildDir().toPath(), ReleaseBooks.FILE, key.job())
                        .startedBy(number -> {
                            Run<?, ?> run = job.getBuildByNumber(number);
                            return run == null ? "" : starter(run);
                        });
            } catch (IOException | RuntimeException e) {
                LOGGER.log(Level.WARNING, e, () -> "The builds of " + key.job() + " cannot be read");
            }
            finish(key, made);
        });
    }

    private void finish(Key key, Ledger made) {
        synchronized (underWay) {
            try {
                store(key).add(made.with(underWay.get(key)));
            } catch (IOException | ExecutionException | UncheckedExecutionException e) {
                LOGGER.log(Level.WARNING, e, () -> "What " + key.job() + " put where cannot be written");
            }
            underWay.remove(key);
        }
        jobsOfFolders.invalidateAll();
    }

    /** The store in that file; a damaged file makes way. */
    private FileLedgerStore store(Key key) throws IOException, ExecutionException {
        try {
            return stores.get(key);
        } catch (ExecutionException | UncheckedExecutionException e) {
            LOGGER.log(Level.WARNING, e, () -> key.file() + " is damaged and is replaced");
            Files.deleteIfExists(key.file().toPath());
            return stores.get(key);
        }
    }

    /** Who or what started a run, for people. */
    static String starter(Run<?, ?> run) {
        return run.getCauses().stream()
                .map(cause -> cause.getShortDescription().replaceFirst("^Started by (user |an? )?", ""))
                .collect(Collectors.joining(", "));
    }
}
