package io.jenkins.plugins.storefront.host;

import hudson.model.Job;
import hudson.model.Run;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.storefront.delivery.plan.VersionedConfigs;
import io.jenkins.plugins.storefront.delivery.port.Runs;
import jenkins.model.Jenkins;

/** Runs of this controller: each lives until it is complete, over restarts. */
final class JenkinsRuns implements Runs {
    private final Run<?, ?> run;

    JenkinsRuns(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public String host() {
        return VersionedConfigs.hash(Jenkins.get().getLegacyInstanceId());
    }

    @Override
    public String id() {
        return run.getExternalizableId();
    }

    /** As {@code Run.fromExternalizableId}, but without the reader's permissions: what others build here is not told, only that it goes on. */
    @Override
    public boolean isAlive(String id) {
        int hash = id.lastIndexOf('#');
        try (ACLContext asSystem = ACL.as2(ACL.SYSTEM2)) {
            Job<?, ?> job = hash < 0 ? null : Jenkins.get().getItemByFullName(id.substring(0, hash), Job.class);
            Run<?, ?> found = job == null ? null : job.getBuildByNumber(Integer.parseInt(id.substring(hash + 1)));
            return found != null && found.isBuilding();
        } catch (NumberFormatException unreadable) {
            return false;
        }
    }
}
