package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.Notifier;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code emailNotify}: Tell people about the release by e-mail. */
public final class EmailNotifyStep extends Step {
    private Object to;
    private String subject;
    private String body;
    private String connection;
    private String template;
    private boolean failOnError;

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

    public String getConnection() {
        return connection;
    }

    /** Name of a configured mail server; the first one by default. */
    @DataBoundSetter
    public void setConnection(String connection) {
        this.connection = Parameters.orNull(connection);
    }

    public String getTemplate() {
        return template;
    }

    /** A mustache file in the workspace for the text part, instead of the built-in template. */
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

        private final String subject;
        private final String body;
        private final String connection;
        private final String template;
        private final ArrayList<String> to;
        private final boolean failOnError;

        Execution(StepContext context, EmailNotifyStep step) {
            super(context);
            subject = step.subject;
            body = step.body;
            connection = step.connection;
            template = step.template;
            to = new ArrayList<>(Parameters.texts(step.to, "to"));
            failOnError = step.failOnError;
        }

        @Override
        String name() {
            return "emailNotify";
        }

        @Override
        String left() {
            return "stopped; the message may have been sent already";
        }

        @Override
        Map<String, Object> run(DeliveryContext delivery) throws DeliveryException, IOException, InterruptedException {
            Map<String, Object> result = new LinkedHashMap<>();
            try {
                String reference = new Notifier(delivery)
                        .mail(
                                connection,
                                to.isEmpty() ? ShopChannels.email(delivery) : to,
                                subject,
                                body,
                                NoticeTemplate.read(delivery, template));
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
            return "emailNotify";
        }

        @Override
        public String getDisplayName() {
            return "Tell people about the release by e-mail";
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }
    }
}
