package io.jenkins.plugins.storefront.host;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.steps.DeliveryContextFactory;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Makes the {@link DeliveryContext} of a Pipeline step. */
@Extension
public final class JenkinsDeliveryContextFactory implements DeliveryContextFactory {
    @Override
    public DeliveryContext create(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        if (run == null || listener == null) {
            throw new IOException("this step runs outside a Pipeline build");
        }
        return new JenkinsDeliveryContext(context, run, listener);
    }
}
