package io.jenkins.plugins.storefront.runner.cps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.DataBoundConstructor;

class PipelineVmTest {
    private static final List<String> SAID = new ArrayList<>();

    private abstract static class Named extends StepDescriptor {
        private final String function;
        private final boolean block;

        Named(String function, boolean block) {
            this.function = function;
            this.block = block;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String getFunctionName() {
            return function;
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return block;
        }
    }

    public static final class SayStep extends Step {
        private final String message;

        @DataBoundConstructor
        public SayStep(String message) {
            this.message = message;
        }

        @Override
        public StepExecution start(StepContext context) {
            return new StepExecution(context) {
                @Override
                public boolean start() {
                    new Thread(() -> {
                                SAID.add(message);
                                getContext().onSuccess(message.length());
                            })
                            .start();
                    return false;
                }
            };
        }

        public static final class DescriptorImpl extends Named {
            public DescriptorImpl() {
                super("say", false);
            }
        }
    }

    public static final class WrapStep extends Step {
        @DataBoundConstructor
        public WrapStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new StepExecution(context) {
                @Override
                public boolean start() {
                    getContext()
                            .newBodyInvoker()
                            .withCallback(new BodyExecutionCallback.TailCall() {
                                @Override
                                protected void finished(StepContext c) {
                                    SAID.add("unwrapped");
                                }
                            })
                            .start();
                    return false;
                }
            };
        }

        public static final class DescriptorImpl extends Named {
            public DescriptorImpl() {
                super("wrap", true);
            }
        }
    }

    /** Fails on another thread, before {@code start} is over. */
    public static final class FailStep extends Step {
        @DataBoundConstructor
        public FailStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new StepExecution(context) {
                @Override
                public boolean start() throws InterruptedException {
                    Thread worker = new Thread(() -> getContext().onFailure(new IllegalStateException("elsewhere")));
                    worker.start();
                    worker.join();
                    return false;
                }
            };
        }

        public static final class DescriptorImpl extends Named {
            public DescriptorImpl() {
                super("fail", false);
            }
        }
    }

    /** Stops its block at once, when the VM has not launched it yet. */
    public static final class StopStep extends Step {
        @DataBoundConstructor
        public StopStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new StepExecution(context) {
                @Override
                public boolean start() {
                    getContext()
                            .newBodyInvoker()
                            .withCallback(new BodyExecutionCallback.TailCall() {
                                @Override
                                protected void finished(StepContext c) {}
                            })
                            .start()
                            .cancel(new IllegalStateException("stopped"));
                    return false;
                }
            };
        }

        public static final class DescriptorImpl extends Named {
            public DescriptorImpl() {
                super("stopped", true);
            }
        }
    }

    /** Has the run aborted and never ends by itself. */
    public static final class AbortStep extends Step {
        @DataBoundConstructor
        public AbortStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new StepExecution(context) {
                @Override
                public boolean start() {
                    vm.abort(new FlowInterruptedException(Result.ABORTED, true));
                    return false;
                }
            };
        }

        public static final class DescriptorImpl extends Named {
            public DescriptorImpl() {
                super("abort", false);
            }
        }
    }

    private static PipelineVm vm;

    private static PipelineVm run(String script) throws Exception {
        SAID.clear();
        vm = new PipelineVm(
                new StepRegistry(List.of(
                        new SayStep.DescriptorImpl(),
                        new WrapStep.DescriptorImpl(),
                        new FailStep.DescriptorImpl(),
                        new StopStep.DescriptorImpl(),
                        new AbortStep.DescriptorImpl())),
                new PipelineVm.Globals() {
                    @Override
                    public Object global(String name, PipelineVm of) {
                        return null;
                    }

                    @Override
                    public <T> T context(Class<T> type, PipelineVm.Lookup around) {
                        return null;
                    }

                    @Override
                    public List<String> names() {
                        return List.of();
                    }
                },
                Map.of());
        vm.run(new JenkinsfileCompiler(List.of()).compile(script, "Jenkinsfile"));
        return vm;
    }

    @Test
    void runsAsynchronousStepsInLoopsClosuresAndMethods() throws Exception {
        PipelineVm vm = run("""
                def twice(x) { say(x) + say(x) }
                int total = 0
                for (n in ['a', 'bb']) { total += twice(n) }
                ['c', 'd'].each { say it }
                wrap { say "total ${total}" }
                """);
        assertThat(vm.failure()).isNull();
        assertThat(SAID).containsExactly("a", "a", "bb", "bb", "c", "d", "total 6", "unwrapped");
    }

    @Test
    void passesAFailureOfABlockOnAndRunsFinally() throws Exception {
        PipelineVm vm = run("try { wrap { throw new IllegalStateException('boom') } } finally { say 'finally' }");
        assertThat(vm.failure()).hasMessage("boom");
        assertThat(vm.result()).isEqualTo(Result.FAILURE);
        assertThat(SAID).containsExactly("unwrapped", "finally");
    }

    @Test
    void aBlockThatIsStoppedBeforeItsLaunchRunsNoStep() throws Exception {
        assertThat(run("stopped { say 'inside' }").failure()).hasMessage("stopped");
        assertThat(SAID).isEmpty();
    }

    @Test
    void anAbortStopsOneStepAndWhatCleansUpRunsWhole() throws Exception {
        PipelineVm vm = run("try { wrap { abort()\n say 'next' } } finally { say 'first'\n say 'second' }");
        assertThat(vm.failure()).isInstanceOf(FlowInterruptedException.class);
        assertThat(vm.result()).isEqualTo(Result.ABORTED);
        assertThat(SAID).containsExactly("unwrapped", "first", "second");
    }

    @Test
    void knowsTheLineOfAStepThatFailsElsewhereBeforeItIsWaitedFor() throws Exception {
        Throwable failure = run("wrap {\n  say 'x'\n  fail()\n}").failure();
        assertThat(failure).hasMessage("elsewhere");
        assertThat(Arrays.stream(failure.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith(JenkinsfileCompiler.CLASS_NAME))
                        .findFirst())
                .map(StackTraceElement::getLineNumber)
                .contains(3);
    }

    @Test
    void namesTheNearestStepOfAMistypedOne() throws Exception {
        assertThat(run("saay 'x'").failure())
                .hasMessage("there is no step 'saay' in the local runner, did you mean 'say'?");
    }
}
