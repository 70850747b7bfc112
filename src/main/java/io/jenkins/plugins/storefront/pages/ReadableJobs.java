package io.jenkins.plugins.storefront.pages;

import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.host.Ledgers;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** Jobs that put something anywhere, as far as whoever looks at a page may read them. */
final class ReadableJobs {
    private ReadableJobs() {}

    /** Those in a folder, or in all of Jenkins, at any depth. */
    static List<Job<?, ?>> in(ItemGroup<?> group) {
        List<Job<?, ?>> readable = new ArrayList<>();
        for (String name : Ledgers.get().jobsIn(group)) {
            Job<?, ?> job = named(name);
            if (job != null) {
                readable.add(job);
            }
        }
        return readable;
    }

    /** The job of that full name as the reader would reach it, or null where they do not. */
    static Job<?, ?> named(String name) {
        try {
            return Jenkins.get().getItemByFullName(name, Job.class);
        } catch (AccessDeniedException e) {
            return null;
        }
    }

    /** Page of the run that put something, or null where the reader does not reach it. Looks at the run's folder only: loading the run would be slow. */
    static String release(Placement placement) {
        Job<?, ?> job = named(placement.job());
        return job != null && new File(job.getBuildDir(), Integer.toString(placement.run())).isDirectory()
                ? job.getUrl() + placement.run() + "/release/"
                : null;
    }
}
