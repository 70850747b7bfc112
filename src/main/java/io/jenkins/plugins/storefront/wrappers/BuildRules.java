package io.jenkins.plugins.storefront.wrappers;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.notify.ReleaseMessages;
import io.jenkins.plugins.storefront.delivery.notify.RuleScope;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import io.jenkins.plugins.storefront.delivery.shop.NoticeReader;
import io.jenkins.plugins.storefront.steps.DeliveryContextFactory;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules of notices in a freestyle build. */
final class BuildRules {
    private final DeliveryContext delivery;
    private final List<NoticeRule> rules;

    BuildRules(Run<?, ?> run, FilePath workspace, EnvVars env, Launcher launcher, TaskListener listener, String yaml)
            throws IOException, InterruptedException {
        Map<Class<?>, Object> contexts = new LinkedHashMap<>();
        contexts.put(Run.class, run);
        contexts.put(TaskListener.class, listener);
        contexts.put(EnvVars.class, env);
        if (workspace != null) {
            contexts.put(FilePath.class, workspace);
            contexts.put(Launcher.class, launcher);
        }
        delivery = DeliveryContextFactory.of(new BuildStepContext(contexts, null));
        try {
            rules = NoticeReader.rules(yaml, "rules of notices");
        } catch (DeliveryException e) {
            throw new hudson.AbortException(e.getMessage());
        }
    }

    /** From now on they hold for the build's deployments. */
    void begin() throws IOException {
        RuleScope.keep(delivery.release(), RuleScope.RUN, rules);
    }

    /** Tells what came of the build where its deployments have not. */
    void end(Result result) {
        Outcome outcome = result == null || result.equals(Result.SUCCESS)
                ? Outcome.SUCCEEDED
                : RunFailure.outcome(result.toString());
        new ReleaseMessages(delivery).ended(RuleScope.RUN, rules, outcome, "");
    }
}
