package io.jenkins.plugins.storefront.steps;

import hudson.Extension;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code deployStage}: a deployment of the run's release to an environment, around the steps that do it. */
public final class DeployStageStep extends Step {
    private final String name;
    private final String environment;
    private String undo;

    @DataBoundConstructor
    public DeployStageStep(String name, String environment) {
        this.name = Parameters.orNull(name);
        this.environment = Parameters.orNull(environment);
        if (this.name == null || this.environment == null) {
            throw new IllegalArgumentException("a name and an environment are required");
        }
    }

    public String getName() {
        return name;
    }

    public String getEnvironment() {
        return environment;
    }

    public String getUndo() {
        return undo;
    }

    /** {@code never} or {@code onFailure}; the environment's own policy by default. */
    @DataBoundSetter
    public void setUndo(String undo) {
        this.undo = Parameters.orNull(undo);
        policy();
    }

    /** Null for the environment's own. */
    UndoPolicy policy() {
        if (undo == null) {
            return null;
        }
        return switch (undo.toLowerCase(Locale.ROOT)) {
            case "never" -> UndoPolicy.NEVER;
            case "onfailure" -> UndoPolicy.ON_FAILURE;
            default -> throw new IllegalArgumentException("undo must be 'never' or 'onFailure', not '" + undo + "'");
        };
    }

    @Override
    public StepExecution start(StepContext context) {
        return new DeployStageExecution(context, name, environment, policy());
    }

    /** Names the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "deployStage";
        }

        @Override
        public String getDisplayName() {
            return Words.text("step.deployStage");
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(DeploymentScope.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            return namedArgs.get("name") + " to " + namedArgs.get("environment");
        }
    }
}
