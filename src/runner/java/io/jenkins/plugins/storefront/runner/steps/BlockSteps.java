package io.jenkins.plugins.storefront.runner.steps;

import groovy.lang.Closure;
import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.TaskListener;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.StageEnded;
import io.jenkins.plugins.storefront.delivery.event.StageStarted;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.runner.cps.RunnerStepContext;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Steps that give their block a place: a node, a stage, a folder, variables, a branch. */
final class BlockSteps {
    private BlockSteps() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.step("node").takes("label", String.class).block().does(BlockSteps::node),
                BuiltIn.step("ws").needs("dir", String.class).block().does(BlockSteps::dir),
                BuiltIn.step("stage")
                        .needs("name", String.class)
                        .optionalBlock()
                        .does(BlockSteps::stage),
                BuiltIn.step("dir").needs("path", String.class).block().does(BlockSteps::dir),
                BuiltIn.step("withEnv").needs("overrides", List.class).block().does(BlockSteps::withEnv),
                BuiltIn.step("parallel").anything().does(BlockSteps::parallel));
    }

    private static void node(Call call) throws Exception {
        RunServices run = call.here(RunServices.class);
        Path workspace = run.workspace().toAbsolutePath().normalize();
        Files.createDirectories(workspace);
        EnvVars variables = new EnvVars(call.environment());
        variables.overrideAll(run.environment());
        variables.put("WORKSPACE", workspace.toString());
        variables.put("NODE_NAME", "built-in");
        call.body(new Workdir(workspace, workspace), variables);
    }

    private static void dir(Call call) throws Exception {
        Workdir here = call.here(Workdir.class);
        Path folder = here.resolve(call.has("path") ? call.text("path") : call.text("dir"));
        Files.createDirectories(folder);
        EnvVars variables = new EnvVars(call.environment());
        variables.put("PWD", folder.toString());
        call.body(new Workdir(here.workspace(), folder), variables);
    }

    private static void withEnv(Call call) throws Exception {
        EnvVars variables = new EnvVars(call.environment());
        for (Object assignment : (List<?>) call.value("overrides")) {
            String text = String.valueOf(assignment);
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new DeliveryException("withEnv: '" + text + "' is no NAME=value");
            }
            variables.override(text.substring(0, equals), text.substring(equals + 1));
        }
        call.body(variables);
    }

    private static void stage(Call call) throws Exception {
        RunServices run = call.here(RunServices.class);
        String name = call.text("name");
        if (!call.context().hasBody()) {
            call.log("WARNING: stage '" + name + "' without a block does nothing; write stage('" + name + "') { … }");
            call.context().onSuccess(null);
            return;
        }
        StageScope outer = call.context().get(StageScope.class);
        StageScope stage = new StageScope(UUID.randomUUID().toString(), name);
        EnvVars variables = new EnvVars(call.environment());
        variables.put("STAGE_NAME", name);
        run.events()
                .publish(new StageStarted(run.clock().instant(), stage.id(), name, outer == null ? null : outer.id()));
        call.body(
                new BodyExecutionCallback() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void onSuccess(StepContext context, Object result) {
                        end(stage.skipped() ? Outcome.SKIPPED : outcome(stage.result()));
                        context.onSuccess(result);
                    }

                    @Override
                    public void onFailure(StepContext context, Throwable t) {
                        end(
                                t instanceof FlowInterruptedException interrupted
                                        ? outcome(interrupted.getResult())
                                        : Outcome.FAILED);
                        context.onFailure(t);
                    }

                    private void end(Outcome outcome) {
                        run.events().publish(new StageEnded(run.clock().instant(), stage.id(), name, outcome));
                    }
                },
                stage,
                variables);
    }

    static Outcome outcome(Result result) {
        if (result == Result.SUCCESS) {
            return Outcome.SUCCEEDED;
        } else if (result == Result.UNSTABLE) {
            return Outcome.UNSTABLE;
        } else if (result == Result.ABORTED) {
            return Outcome.ABORTED;
        } else if (result == Result.NOT_BUILT) {
            return Outcome.SKIPPED;
        }
        return Outcome.FAILED;
    }

    private static void parallel(Call call) throws Exception {
        Map<String, Closure<?>> branches = new LinkedHashMap<>();
        boolean failFast = false;
        for (Map.Entry<String, Object> argument : call.arguments().entrySet()) {
            if (argument.getValue() instanceof Closure<?> closure) {
                branches.put(argument.getKey(), closure);
            } else if (argument.getKey().equals("failFast")) {
                failFast = Boolean.TRUE.equals(argument.getValue());
            } else {
                throw new DeliveryException("parallel: the branch '" + argument.getKey() + "' must be a block");
            }
        }
        if (branches.isEmpty()) {
            call.context().onSuccess(Map.of());
            return;
        }
        Branches all = new Branches(call.context(), branches.size(), failFast);
        for (Map.Entry<String, Closure<?>> branch : branches.entrySet()) {
            all.running.add(((RunnerStepContext) call.context())
                    .newBodyInvoker(branch.getValue())
                    .withContext(prefixed(call.here(TaskListener.class), branch.getKey()))
                    .withCallback(all.of(branch.getKey()))
                    .start());
        }
    }

    /** Each line of a branch says which branch it is of, as in Jenkins. */
    private static TaskListener prefixed(TaskListener listener, String branch) {
        PrintStream stream = new PrintStream(
                new PrefixedLines(listener.getLogger(), "[" + branch + "] "), true, StandardCharsets.UTF_8);
        return () -> stream;
    }

    /** Joins branches: all end before the step does; the first failure counts. VM thread only. */
    private static final class Branches {
        private final StepContext context;
        private final boolean failFast;
        private final Map<String, Object> results = new LinkedHashMap<>();
        private final List<BodyExecution> running = new ArrayList<>();
        private int left;
        private Throwable first;

        Branches(StepContext context, int left, boolean failFast) {
            this.context = context;
            this.left = left;
            this.failFast = failFast;
        }

        BodyExecutionCallback of(String branch) {
            return new BodyExecutionCallback() {
                private static final long serialVersionUID = 1L;

                @Override
                public void onSuccess(StepContext ignored, Object result) {
                    results.put(branch, result);
                    ended(null, branch);
                }

                @Override
                public void onFailure(StepContext ignored, Throwable t) {
                    ended(t, branch);
                }
            };
        }

        private void ended(Throwable failure, String branch) {
            if (failure != null && first == null) {
                first = failure;
                if (failFast) {
                    FlowInterruptedException stop =
                            new FlowInterruptedException(Result.ABORTED, true, new FailFast(branch));
                    running.forEach(other -> other.cancel(stop));
                }
            }
            if (--left == 0) {
                if (first == null) {
                    context.onSuccess(results);
                } else {
                    context.onFailure(first);
                }
            }
        }
    }

    /** As Jenkins' FailFastCause. */
    private static final class FailFast extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final String branch;

        FailFast(String branch) {
            this.branch = branch;
        }

        @Override
        public String getShortDescription() {
            return "Failed in branch " + branch;
        }
    }
}
