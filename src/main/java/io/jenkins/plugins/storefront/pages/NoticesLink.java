package io.jenkins.plugins.storefront.pages;

import hudson.Extension;
import hudson.model.Api;
import hudson.model.ManagementLink;
import hudson.model.User;
import hudson.security.Permission;
import hudson.util.FormApply;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Outbox;
import io.jenkins.plugins.storefront.delivery.port.OutboxReceipt;
import io.jenkins.plugins.storefront.host.JenkinsOutbox;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/**
 * The page <em>Storefront notices</em> under Manage Jenkins, for admins: dead letters, to be sent again or deleted, and failures that
 * nobody has acknowledged; and {@code storefront-notices/api/json}.
 */
@Extension
@ExportedBean
public final class NoticesLink extends ManagementLink implements StaplerProxy {
    private static final Logger LOGGER = Logger.getLogger(NoticesLink.class.getName());

    /** Rows that a page shows at most; the newest. */
    private static final int MOST_ROWS = 200;

    /** Called by Stapler before anything of this page is served. */
    @Override
    public Object getTarget() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return this;
    }

    @Override
    public String getIconFileName() {
        return "symbol-mail";
    }

    @Override
    public String getDisplayName() {
        return Titles.of("notices");
    }

    @Override
    public String getDescription() {
        return Titles.of("notices.description");
    }

    @Override
    public String getUrlName() {
        return "storefront-notices";
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.ADMINISTER;
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    public Api getApi() {
        return new Api(this);
    }

    /** The newest first. */
    @Exported
    public List<DeadLetterRow> getDeadLetters() {
        List<OutboxReceipt> dead = new ArrayList<>(JenkinsOutbox.get().dead());
        Collections.reverse(dead);
        return dead.stream().limit(MOST_ROWS).map(DeadLetterRow::of).toList();
    }

    /** How many there are, shown or not. */
    @Exported
    public int getDeadLetterCount() {
        return JenkinsOutbox.get().dead().size();
    }

    /** The oldest first. */
    @Exported
    public List<OpenFailureRow> getOpenFailures() {
        return JenkinsOutbox.desk().open().stream()
                .limit(MOST_ROWS)
                .map(OpenFailureRow::of)
                .toList();
    }

    /** Sends one again. */
    @POST
    public HttpResponse doResend(@QueryParameter String id) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return each(List.of(id), Outbox::resend);
    }

    /** Sends all again. */
    @POST
    public HttpResponse doResendAll() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return each(ids(), Outbox::resend);
    }

    /** Deletes one. */
    @POST
    public HttpResponse doDiscard(@QueryParameter String id) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return each(List.of(id), Outbox::discard);
    }

    /** Deletes all. */
    @POST
    public HttpResponse doDiscardAll() {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return each(ids(), Outbox::discard);
    }

    /** Says that somebody looks after a failure, so that it is not escalated. */
    @POST
    public HttpResponse doAcknowledge(@QueryParameter String id) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        try {
            User user = User.current();
            JenkinsOutbox.desk().acknowledge(id, user == null ? "somebody" : user.getId());
        } catch (DeliveryException e) {
            LOGGER.log(Level.WARNING, e, () -> "The failure " + id + " is not acknowledged");
        }
        return FormApply.success(".");
    }

    private static List<String> ids() {
        return JenkinsOutbox.get().dead().stream().map(one -> one.notice().id()).toList();
    }

    /** Something done to a dead letter. */
    @FunctionalInterface
    private interface Deed {
        void to(Outbox outbox, String id) throws DeliveryException;
    }

    /** What is no dead letter any more was sent or deleted by somebody else meanwhile; the page shows what there is. */
    private static HttpResponse each(List<String> ids, Deed deed) {
        for (String id : ids) {
            try {
                deed.to(JenkinsOutbox.get(), id);
            } catch (DeliveryException e) {
                LOGGER.log(Level.INFO, "A dead letter is left as it is: {0}", e.getMessage());
            }
        }
        return FormApply.success(".");
    }
}
