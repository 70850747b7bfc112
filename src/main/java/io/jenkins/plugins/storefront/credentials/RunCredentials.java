package io.jenkins.plugins.storefront.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Computer;
import hudson.model.Run;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Credentials that a run may use, with the run's authentication; their use is tracked. Thread-safe. */
public final class RunCredentials implements CredentialLookup {
    private final Run<?, ?> run;

    /** Those whose use is on record; each record is a file written. Two may have the same id and domains of their own. */
    private final Set<StandardCredentials> tracked =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    public RunCredentials(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public StandardCredentials find(String id, String purpose) throws DeliveryException {
        StandardCredentials found = CredentialsProvider.findCredentialById(
                id, StandardCredentials.class, run, CredentialLookup.requirements(purpose));
        if (found == null) {
            throw new DeliveryException("there is no credential '" + id + "' that this job may use for " + purpose);
        }
        if (tracked.add(found)) {
            // Two files forced to disk, which nobody need wait for
            Computer.threadPoolForRemoting.execute(() -> CredentialsProvider.track(run, found));
        }
        return found;
    }
}
