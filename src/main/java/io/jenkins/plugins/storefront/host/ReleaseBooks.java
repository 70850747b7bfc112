package io.jenkins.plugins.storefront.host;

import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.util.concurrent.UncheckedExecutionException;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.ExecutionException;

/**
 * The release book of each run, in the folder {@code storefront} of the run: one object per run, so that parallel branches write
 * one after another. Books nobody holds are forgotten and read again when wanted.
 */
@Extension
public class ReleaseBooks {
    private static final String FOLDER = "storefront";
    /** The release within a run's folder. */
    static final String FILE = FOLDER + "/release.json";

    private final LoadingCache<File, FileReleaseBook> books = CacheBuilder.newBuilder()
            .weakValues()
            .build(new CacheLoader<>() {
                @Override
                public FileReleaseBook load(File folder) throws Exception {
                    return FileReleaseBook.open(folder.toPath());
                }
            });

    public static ReleaseBooks get() {
        return ExtensionList.lookupSingleton(ReleaseBooks.class);
    }

    /** Whether something was written into the run's book; one look at the file system. */
    public static boolean has(Run<?, ?> run) {
        return new File(run.getRootDir(), FILE).isFile();
    }

    /** The book of that run, opened where needed. */
    public FileReleaseBook of(Run<?, ?> run) throws IOException {
        try {
            return books.get(new File(run.getRootDir(), FOLDER));
        } catch (ExecutionException | UncheckedExecutionException e) {
            throw new IOException("the release of " + run.getFullDisplayName() + " cannot be read", e.getCause());
        }
    }
}
