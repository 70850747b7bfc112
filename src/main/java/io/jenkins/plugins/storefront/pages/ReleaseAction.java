package io.jenkins.plugins.storefront.pages;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.util.FormApply;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.model.RolloutAction;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.notify.NoticePreview;
import io.jenkins.plugins.storefront.delivery.notify.preview.PreviewPage;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.host.Ledgers;
import io.jenkins.plugins.storefront.host.ReleaseBooks;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** The page <em>Release</em> of a run, its summary on the build's page, and {@code release/api/json}. Made for each request. */
@ExportedBean
public final class ReleaseAction implements Action, StaplerProxy {
    private static final Logger LOGGER = Logger.getLogger(ReleaseAction.class.getName());

    private final Run<?, ?> run;
    private ReleasePage page;
    private boolean damaged;
    private List<Ledger> ledgers;

    ReleaseAction(Run<?, ?> run) {
        this.run = run;
    }

    /** Called by Stapler before anything of this page is served. */
    @Override
    public Object getTarget() {
        run.getParent().checkPermission(Item.READ);
        return this;
    }

    @Override
    public String getIconFileName() {
        return "symbol-shopping-bag";
    }

    @Override
    public String getDisplayName() {
        return Titles.of("release");
    }

    @Override
    public String getUrlName() {
        return "release";
    }

    /** The run, under the name that Jenkins' layouts expect. */
    public Run<?, ?> getObject() {
        return run;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** What the page shows, the same for all parts of one request; null where the record cannot be read. */
    public synchronized ReleasePage getPage() {
        if (page == null && !damaged) {
            try {
                Instant until = run.isBuilding()
                        ? Clock.systemUTC().instant()
                        : Instant.ofEpochMilli(run.getStartTimeInMillis()).plusMillis(run.getDuration());
                page = ReleasePage.of(ReleaseBooks.get().of(run).current(), new Look(until, run.isBuilding()));
            } catch (IOException e) {
                damaged = true;
                LOGGER.log(Level.WARNING, e, () -> "The release of " + run + " cannot be shown");
            }
        }
        return page;
    }

    /** Where an image of this run was put since, by the jobs that the reader may read. */
    public List<ImagePlace> places(ImageRow image) {
        return ImagePlace.of(ledgers(), image.digest, ReadableJobs::release);
    }

    /** The same for all images of one request. */
    private synchronized List<Ledger> ledgers() {
        if (ledgers == null) {
            Set<Job<?, ?>> jobs =
                    new LinkedHashSet<>(Set.of(run.getParent())); // a new one is not known to Jenkins' list yet
            jobs.addAll(ReadableJobs.in(Jenkins.get()));
            ledgers = jobs.stream()
                    .map(Ledgers.get()::of)
                    .flatMap(Optional::stream)
                    .toList();
        }
        return ledgers;
    }

    /** Every notice that this release would give, in both languages, as a page of its own. */
    @GET
    public void doPreview(StaplerResponse2 response) throws IOException, DeliveryException {
        PreviewPage shown = new PreviewPage();
        for (Language language : Language.values()) {
            shown.add(
                    run.getFullDisplayName(),
                    language,
                    NoticePreview.of(info(), ReleaseBooks.get().of(run).current(), null, language, null));
        }
        NoticeFrame.write(response, shown.html());
    }

    /** Whether who looks may say that to a rollout under way; the page shows no button otherwise. */
    public boolean may(String action) {
        return RolloutControl.action(action)
                .filter(new RolloutControl(run)::may)
                .isPresent();
    }

    /**
     * Promotes, overrides, pauses, resumes or undoes a rollout under way; back to the page, which shows what came of it.
     *
     * @param stop the stop that the page showed
     */
    @POST
    public HttpResponse doControl(
            @QueryParameter String rollout, @QueryParameter String action, @QueryParameter int stop)
            throws IOException {
        run.getParent().checkPermission(Item.READ);
        Optional<RolloutAction> said = RolloutControl.action(action);
        if (said.isPresent()) {
            new RolloutControl(run).say(said.get(), rollout, stop);
        }
        return FormApply.success(".");
    }

    private RunInfo info() {
        String url;
        try {
            url = run.getAbsoluteUrl();
        } catch (IllegalStateException e) {
            url = null; // the admin has not set this controller's
        }
        return new RunInfo(
                run.getParent().getFullName(),
                run.getNumber(),
                url,
                Instant.ofEpochMilli(run.getStartTimeInMillis()),
                null,
                null,
                null);
    }

    @Exported
    public String getOutcome() {
        return getPage() == null ? null : page.outcome();
    }

    @Exported
    public List<ImageRow> getImages() {
        return getPage() == null ? List.of() : page.images();
    }

    /** Copied to other repositories, and tagged. */
    @Exported
    public List<PromotionRow> getPromotions() {
        return getPage() == null ? List.of() : page.promotions();
    }

    /** What {@code clusterDiff} found that rollouts would change. */
    @Exported
    public List<PlanRow> getPlans() {
        return getPage() == null ? List.of() : page.plans();
    }

    @Exported
    public List<DeploymentRow> getDeployments() {
        return getPage() == null ? List.of() : page.deployments();
    }

    /** Those outside any deployment. */
    @Exported
    public List<RolloutRow> getRollouts() {
        return getPage() == null ? List.of() : page.rollouts();
    }

    @Exported
    public List<NoticeRow> getNotices() {
        return getPage() == null ? List.of() : page.notices();
    }

    @Exported
    public List<TimeRow> getTimeLine() {
        return getPage() == null ? List.of() : page.timeLine();
    }

    /** Gives every run whose release book holds something its page. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return ReleaseAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run run) {
            return ReleaseBooks.has(run) ? Set.of(new ReleaseAction(run)) : Set.of();
        }
    }
}
