package io.jenkins.plugins.storefront.pages;

import hudson.Extension;
import hudson.model.AbstractItem;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.storefront.config.ReleaseEnvironment;
import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.host.Ledgers;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * The page <em>Deployments</em> of a job or a folder: what is where; and {@code deployments/api/json}. It reads the jobs' ledgers and
 * never a build. A folder's page is made of the jobs that its reader may read. Made for each request.
 */
@ExportedBean
public final class DeploymentsAction implements Action, StaplerProxy {
    private final AbstractItem item;
    private DeploymentsPage page;
    private boolean incomplete;

    DeploymentsAction(AbstractItem item) {
        this.item = item;
    }

    /** Called by Stapler before anything of this page is served. */
    @Override
    public Object getTarget() {
        item.checkPermission(Item.READ);
        return this;
    }

    @Override
    public String getIconFileName() {
        return "symbol-server";
    }

    @Override
    public String getDisplayName() {
        return Titles.of("deployments");
    }

    @Override
    public String getUrlName() {
        return "deployments";
    }

    /** The job or folder, under the name that Jenkins' layouts expect. */
    public AbstractItem getObject() {
        return item;
    }

    public boolean isFolder() {
        return !(item instanceof Job);
    }

    public Api getApi() {
        return new Api(this);
    }

    /** What the page shows, the same for all parts of one request. */
    public synchronized DeploymentsPage getPage() {
        if (page == null) {
            Ledger all = Ledger.empty();
            for (Job<?, ?> job : jobs()) {
                Optional<Ledger> ledger = Ledgers.get().of(job);
                incomplete |= ledger.isEmpty();
                all = all.merge(ledger.orElse(Ledger.empty()));
            }
            List<String> environments = StorefrontConfiguration.get().getEnvironments().stream()
                    .map(ReleaseEnvironment::getName)
                    .toList();
            page = DeploymentsPage.of(all, environments, ReadableJobs::release);
        }
        return page;
    }

    /** Whether a job's record is being made anew, so that something may be missing yet. */
    @Exported
    public boolean isIncomplete() {
        getPage();
        return incomplete;
    }

    /** Names a run: with its job, as seen from here, on the page of a folder. */
    public String label(Attempt attempt) {
        String number = "#" + attempt.run;
        if (!isFolder()) {
            return number;
        }
        String from = item.getFullName() + "/";
        return (attempt.job.startsWith(from) ? attempt.job.substring(from.length()) : attempt.job) + " " + number;
    }

    @Exported
    public List<String> getEnvironments() {
        return getPage().environments();
    }

    @Exported
    public List<SlotRow> getSlots() {
        return getPage().slots();
    }

    /** Those whose ledgers count: the job itself, or the folder's jobs that the user may read. */
    private List<Job<?, ?>> jobs() {
        if (item instanceof Job<?, ?> job) {
            return List.of(job);
        }
        return ReadableJobs.in((ItemGroup<?>) item);
    }

    /** Gives jobs and folders in which something was deployed their page. */
    @Extension
    public static final class Factory extends TransientActionFactory<AbstractItem> {
        @Override
        public Class<AbstractItem> type() {
            return AbstractItem.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return DeploymentsAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(AbstractItem item) {
            boolean deploys = item instanceof Job<?, ?> job
                    ? Ledgers.get().has(job)
                    : item instanceof ItemGroup<?> folder
                            && Ledgers.get().jobsIn(folder).stream().anyMatch(name -> ReadableJobs.named(name) != null);
            return deploys ? Set.of(new DeploymentsAction(item)) : Set.of();
        }
    }
}
