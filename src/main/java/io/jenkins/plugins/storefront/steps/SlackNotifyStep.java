package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.Notifier;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code slackNotify}: Tell a Slack channel about the release. */
public final class SlackNotifyStep extends Step {
    private String message;
    private String channel;
    private String connection;
    private String template;
    private boolean failOnError;

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

    public String getConnection() {
        return connection;
    }

    /** Name of a configured Slack connection; the first one by default. */
    @DataBoundSetter
    public void setConnection(String connection) {
        this.connection = Parameters.orNull(connection);
    }

    public String getTemplate() {
        return template;
    }

    /** A mustache file in the workspace, instead of the built-in template. */
    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = Parameters.orNull(template);
    }

    public boolean isFailOnError() {
        return failOnError;
    }

    /** Whether a notice that cannot be sent fails the step; a warning otherwise. */
    @DataBoundSetter
    public void setFailOnError(boolean failOnError) {
        this.failOnError = failOnError;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, this);
    }

    /** Sends on the pool. Persisted: the parameters; after a restart it is sent again unless it was told as sent. */
    private static final class Execution extends BackgroundExecution<Map<String, Object>> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String message;
        private final String channel;
        private final String connection;
        private final String template;
        private final boolean failOnError;

        Execution(StepContext context, SlackNotifyStep step) {
            super(context);
            message = step.message;
            channel = step.channel;
            connection = step.connection;
            template = step.template;
            failOnError = step.failOnError;
        }

        @Override
        String name() {
            return "slackNotify";
        }

        @Override
        String left() {
            return "stopped; the message may have been sent already";
        }

        @Override
        Map<String, Object> run(DeliveryContext delivery) throws DeliveryException, IOException, InterruptedException {
            Map<String, Object> result = new LinkedHashMap<>();
            try {
                String to = channel != null ? channel : ShopChannels.slack(delivery, connection);
                String reference =
                        new Notifier(delivery).slack(connection, to, message, NoticeTemplate.read(delivery, template));
                result.put("sent", true);
                result.put("reference", reference);
            } catch (DeliveryException e) {
                if (failOnError) {
                    throw e;
                }
                result.put("sent", false);
                result.put("reason", e.getMessage());
            }
            return result;
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
            return "Tell a Slack channel about the release";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
