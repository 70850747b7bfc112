package io.jenkins.plugins.storefront.steps;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Gives steps their {@link DeliveryContext} in Jenkins. Pipeline's own {@code DynamicContext} would be the shorter way, but what it can
 * delegate to lacks run and log outside {@code node}, and decorated launchers inside.
 */
public interface DeliveryContextFactory extends ExtensionPoint {
    DeliveryContext create(StepContext context) throws IOException, InterruptedException;

    /** The delivery context of a step: the host's own where its context has one, as in the local runner, else Jenkins'. */
    static DeliveryContext of(StepContext context) throws IOException, InterruptedException {
        DeliveryContext own = context.get(DeliveryContext.class);
        return own != null
                ? own
                : ExtensionList.lookupSingleton(DeliveryContextFactory.class).create(context);
    }
}
