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

        Execution(StepContext context, EmailNotifyStep step) {
            super(context, step);
            subject = step.subject;
            body = step.body;
            to = new ArrayList<>(Parameters.texts(step.to, "to"));
        }

        @Override
        String name() {
            return "emailNotify";
        }

        @Override
        OutboxNotice compose(DeliveryContext delivery, TeamTemplate template)
                throws DeliveryException, InterruptedException {
            Notifier notifier = new Notifier(delivery);
            List<OutboxNotice> mails = notifier.mails(new MailRequest(
                    id(),
                    connection(),
                    to.isEmpty() ? ShopChannels.email(delivery) : to,
                    subject,
                    body,
                    template,
                    language() == null ? null : Language.of(language()),
                    definite()));
            for (OutboxNotice other : mails.subList(1, mails.size())) { // those who read another language
                notifier.put(other, receipt -> {});
            }
            return mails.get(0);
        }

        @Override
        List<OutboxNotice> with(OutboxNotice notice, List<Attachment> files) throws DeliveryException {
            return List.of(Attachment.with(notice, files));
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
