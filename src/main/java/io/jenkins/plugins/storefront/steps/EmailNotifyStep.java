package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.Attachment;
import io.jenkins.plugins.storefront.delivery.notify.MailRequest;
import io.jenkins.plugins.storefront.delivery.notify.Notifier;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code emailNotify}: Tell people about the release by e-mail. */
public final class EmailNotifyStep extends NoticeStep {
    private Object to;
    private String subject;
    private String body;
    private Object thread;

    @DataBoundConstructor
    public EmailNotifyStep() {}

    public Object getTo() {
        return to;
    }

    /** One address, several separated by commas, or a list; those of storefront.yaml by default. */
    @DataBoundSetter
    public void setTo(Object to) {
        this.to = Parameters.orNull(to);
    }

    public String getSubject() {
        return subject;
    }

    /** One line; a summary of the release by default. */
    @DataBoundSetter
    public void setSubject(String subject) {
        this.subject = Parameters.orNull(subject);
    }

    public String getBody() {
        return body;
    }

    /** Free text in front of the release's data. */
    @DataBoundSetter
    public void setBody(String body) {
        this.body = Parameters.orNull(body);
    }

    public Object getThread() {
        return thread;
    }

    /** What an earlier {@code emailNotify} returned: the mail that this replies to. */
    @DataBoundSetter
    public void setThread(Object thread) {
        this.thread = thread;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    /** Persisted: the parameters. */
    private static final class Execution extends NoticeExecution {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String subject;
        private final String body;
        private final ArrayList<String> to;
        private final MessageHandle thread;

        Execution(StepContext context, EmailNotifyStep step) {
            super(context, step);
            subject = step.subject;
            body = step.body;
            to = new ArrayList<>(Parameters.texts(step.to, "to"));
            thread = MessageHandle.of(step.thread, "emailNotify", "thread");
        }

        @Override
        String name() {
            return "emailNotify";
        }

        @Override
        List<OutboxNotice> compose(DeliveryContext delivery, TeamTemplate template)
                throws DeliveryException, InterruptedException {
            return new Notifier(delivery)
                    .mails(new MailRequest(
                            id(),
                            connection(),
                            to.isEmpty() ? ShopChannels.email(delivery) : to,
                            subject,
                            body,
                            template,
                            language() == null ? null : Language.of(language()),
                            definite(),
                            thread == null ? null : thread.ref()));
        }

        @Override
        List<OutboxNotice> with(List<OutboxNotice> mails, List<Attachment> files) throws DeliveryException {
            List<OutboxNotice> all = new ArrayList<>();
            for (OutboxNotice one : mails) { // of those who read another language, too
                all.add(Attachment.with(one, files));
            }
            return all;
        }
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "emailNotify";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.emailNotify");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
