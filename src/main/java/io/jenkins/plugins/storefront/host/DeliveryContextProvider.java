package io.jenkins.plugins.storefront.host;

import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.DynamicContext;

/** Offers a {@link DeliveryContext} to every Pipeline step that asks for one. */
@Extension
public class DeliveryContextProvider extends DynamicContext.Typed<DeliveryContext> {
    @Override
    protected Class<DeliveryContext> type() {
        return DeliveryContext.class;
    }

    @Override
    protected DeliveryContext get(DelegatedContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        TaskListener listener = context.get(TaskListener.class);
        return run == null || listener == null
                ? null
                : new JenkinsDeliveryContext(
                        context, run, listener, ReleaseBooks.get().of(run));
    }
}
