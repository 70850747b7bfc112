package io.jenkins.plugins.storefront.pages;

import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import java.time.Instant;
import java.util.Date;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** A run's bringing a service to a place, successful or not. */
@ExportedBean(defaultVisibility = Shown.NESTED)
public final class Attempt {
    /** Name of an {@link io.jenkins.plugins.storefront.delivery.model.Outcome}. */
    @Exported
    public final String outcome;

    @Exported
    public final String digest;

    @Exported
    public final String reference;

    final Instant when;

    /** Full name. */
    @Exported
    public final String job;

    @Exported
    public final int run;

    /** Who or what started the run; may be empty. */
    @Exported
    public final String by;

    /** Of the run, relative to Jenkins' own, or null where the run was deleted. */
    @Exported
    public final String url;

    private Attempt(
            String outcome, String digest, String reference, Instant when, String job, int run, String by, String url) {
        this.outcome = outcome;
        this.digest = digest;
        this.reference = reference;
        this.when = when;
        this.job = job;
        this.run = run;
        this.by = by;
        this.url = url;
    }

    static Attempt of(Placement placement, java.util.function.Function<Placement, String> urls) {
        return new Attempt(
                placement.outcome().name(),
                placement.digest(),
                placement.reference(),
                placement.at(),
                placement.job(),
                placement.run(),
                placement.by(),
                urls.apply(placement));
    }

    @Exported
    public String at() {
        return Moment.iso(when);
    }

    public Date date() {
        return Moment.date(when);
    }

    /** Who or what started the run, without the words that Jenkins puts before a name. */
    public String who() {
        return by.replaceFirst("^Started by (user )?", "");
    }

    /** The first twelve digits of the digest; without a digest the end of the reference. */
    public String brief() {
        int colon = digest.indexOf(':');
        String digits = digest.substring(colon + 1);
        if (digits.isEmpty()) {
            return reference.substring(reference.lastIndexOf('/') + 1);
        }
        return digits.substring(0, Math.min(12, digits.length()));
    }
}
