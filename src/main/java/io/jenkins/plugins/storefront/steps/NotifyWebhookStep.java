package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.Notifier;
import io.jenkins.plugins.storefront.delivery.notify.WebhookRequest;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code notifyWebhook}: Tell another chat, or a program, about the release. */
public final class NotifyWebhookStep extends NoticeStep {
    private String message;

    @DataBoundConstructor
    public NotifyWebhookStep() {}

    public String getMessage() {
        return message;
    }

    /** Free text in front of the release's data. */
    @DataBoundSetter
    public void setMessage(String message) {
        this.message = Parameters.orNull(message);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    /** Persisted: the parameters. */
    private static final class Execution extends NoticeExecution {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String message;

        Execution(StepContext context, NotifyWebhookStep step) {
            super(context, step);
            message = step.message;
        }

        @Override
        String name() {
            return "notifyWebhook";
        }

        @Override
        List<OutboxNotice> compose(DeliveryContext delivery, TeamTemplate template) throws DeliveryException {
            Language language = language() == null ? null : Language.of(language());
            return List.of(new Notifier(delivery)
                    .webhook(new WebhookRequest(id(), connection(), message, template, language, definite())));
        }
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "notifyWebhook";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.notifyWebhook");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "connection");
        }
    }
}
