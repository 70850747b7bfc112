package io.jenkins.plugins.storefront.delivery.ledger;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;
import java.util.Comparator;

/**
 * One image of one service that a rollout put, or tried to put, to one place.
 *
 * @param place name of the environment; {@code cluster/namespace} where the rollout belonged to no deployment
 * @param service name of the service, or the last part of the repository where the run did not build the image itself
 * @param reference pinned image
 * @param digest of that image, empty where it is not pinned
 * @param at when the rollout ended
 * @param outcome what became of it, an undo included; {@link Outcome#SUCCEEDED} means that it served from then on
 * @param job full name of the job
 * @param run build number
 * @param by who or what started the run, for people; may be empty
 * @param commit that the run was of, or null where that is not on record
 */
public record Placement(
        String place,
        String service,
        String reference,
        String digest,
        Instant at,
        Outcome outcome,
        String job,
        int run,
        String by,
        String commit) {
    /** One of a run whose commit is not known. */
    public Placement(
            String place,
            String service,
            String reference,
            String digest,
            Instant at,
            Outcome outcome,
            String job,
            int run,
            String by) {
        this(place, service, reference, digest, at, outcome, job, run, by, null);
    }

    /** By time; ties are broken so that the order does not depend on who looks first. */
    static final Comparator<Placement> BY_TIME = Comparator.comparing(Placement::at)
            .thenComparing(Placement::job)
            .thenComparingInt(Placement::run)
            .thenComparing(Placement::outcome)
            .thenComparing(Placement::reference);

    boolean serves() {
        return outcome == Outcome.SUCCEEDED || outcome == Outcome.UNSTABLE;
    }

    boolean sameImage(Placement other) {
        return digest.equals(other.digest) && (!digest.isEmpty() || reference.equals(other.reference));
    }

    Placement ofJob(String name) {
        return new Placement(place, service, reference, digest, at, outcome, name, run, by, commit);
    }

    Placement of(String whichCommit) {
        return new Placement(place, service, reference, digest, at, outcome, job, run, by, whichCommit);
    }

    Placement startedBy(String whom) {
        return new Placement(place, service, reference, digest, at, outcome, job, run, whom, commit);
    }
}
