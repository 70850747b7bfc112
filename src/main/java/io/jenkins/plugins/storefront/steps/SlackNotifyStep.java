package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.Attachment;
import io.jenkins.plugins.storefront.delivery.notify.Notifier;
import io.jenkins.plugins.storefront.delivery.notify.SlackRequest;
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

/** {@code slackNotify}: Tell a Slack channel about the release. */
public final class SlackNotifyStep extends NoticeStep {
    private String message;
    private String channel;
    private Object update;
    private Object thread;

    @DataBoundConstructor
    public SlackNotifyStep() {}

    public String getMessage() {
        return message;
    }

    /** Free text in front of the release's data. */
    @DataBoundSetter
    public void setMessage(String message) {
        this.message = Parameters.orNull(message);
    }

    public String getChannel() {
        return channel;
    }

    /** Id or name; by default the connection's default channel, else that of storefront.yaml. */
    @DataBoundSetter
    public void setChannel(String channel) {
        this.channel = Parameters.orNull(channel);
    }

    public Object getUpdate() {
        return update;
    }

    /** What an earlier {@code slackNotify} returned: the message that gets this content in place. */
    @DataBoundSetter
    public void setUpdate(Object update) {
        this.update = update;
    }

    public Object getThread() {
        return thread;
    }

    /** What an earlier {@code slackNotify} returned: the message that this replies to. */
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

        private final String message;
        private final String channel;
        private final MessageHandle update;
        private final MessageHandle thread;

        Execution(StepContext context, SlackNotifyStep step) {
            super(context, step);
            message = step.message;
            channel = step.channel;
            update = MessageHandle.of(step.update, "slackNotify", "update");
            thread = MessageHandle.of(step.thread, "slackNotify", "thread");
        }

        @Override
        String name() {
            return "slackNotify";
        }

        @Override
        List<OutboxNotice> compose(DeliveryContext delivery, TeamTemplate template)
                throws DeliveryException, InterruptedException {
            return List.of(new Notifier(delivery)
                    .slack(new SlackRequest(
                            id(),
                            connection(),
                            channel != null ? channel : ShopChannels.slack(delivery, connection()),
                            message,
                            template == null ? null : template.text(),
                            update == null ? null : update.ref(),
                            thread == null ? null : thread.ref(),
                            definite(),
                            language() == null ? null : Language.of(language()))));
        }

        @Override
        List<OutboxNotice> with(List<OutboxNotice> notices, List<Attachment> files) throws DeliveryException {
            return Attachment.inThread(notices.get(0), files);
        }
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "slackNotify";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.slackNotify");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return Parameters.summary(namedArgs, "channel", "connection");
        }
    }
}
