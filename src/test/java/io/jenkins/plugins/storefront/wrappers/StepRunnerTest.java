package io.jenkins.plugins.storefront.wrappers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.TaskListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.Test;

class StepRunnerTest {
    private final List<String> seen = new CopyOnWriteArrayList<>();

    private final StepRunner runner = new StepRunner(null, null, new EnvVars(), null, () -> System.out);

    /** What a step of the test does when it is started. */
    private interface Start {
        boolean start(StepContext context) throws Exception;
    }

    private Step step(Start start) {
        return new Step() {
            @Override
            public StepExecution start(StepContext context) {
                return new StepExecution(context) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public boolean start() throws Exception {
                        return start.start(context);
                    }

                    @Override
                    public void stop(Throwable cause) {
                        seen.add("stopped");
                        context.onFailure(cause);
                    }
                };
            }
        };
    }

    private Step block(Object around) {
        return step(context -> {
            context.newBodyInvoker()
                    .withContext(around)
                    .withCallback(new BodyExecutionCallback() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public void onSuccess(StepContext inside, Object result) {
                            context.onSuccess("[" + result + "]");
                        }

                        @Override
                        public void onFailure(StepContext inside, Throwable t) {
                            seen.add("block failed");
                            context.onFailure(t);
                        }
                    })
                    .start();
            return false;
        });
    }

    @Test
    void givesWhatAStepReturnsOnAnotherThread() throws Exception {
        Step later = step(context -> {
            new Thread(() -> context.onSuccess("done")).start();
            return false;
        });
        assertThat(runner.run(later, null)).isEqualTo("done");
    }

    @Test
    void givesTheBuildsObjectsAndThoseOfTheBlockAround() throws Exception {
        Step inside = step(context -> {
            context.onSuccess(context.get(String.class) + " " + (context.get(TaskListener.class) != null) + " "
                    + context.get(Integer.class));
            return true;
        });
        assertThat(runner.run(block("around"), inside)).isEqualTo("[around true null]");
    }

    @Test
    void failsAsTheStepDoes() {
        assertThatThrownBy(() -> runner.run(
                        step(context -> {
                            context.onFailure(new AbortException("no such cluster"));
                            return false;
                        }),
                        null))
                .isInstanceOf(AbortException.class)
                .hasMessage("no such cluster");
        assertThatThrownBy(() -> runner.run(block("around"), step(context -> {
                    throw new AbortException("no such file");
                })))
                .hasMessage("no such file");
        assertThat(seen).containsExactly("block failed");
    }

    @Test
    void stopsTheInnermostStepWhenTheBuildIsAborted() throws Exception {
        Step forever = step(context -> {
            seen.add("started");
            return false;
        });
        Thread build = new Thread(() -> {
            try {
                runner.run(block("around"), forever);
            } catch (InterruptedException e) {
                seen.add("interrupted");
            } catch (Exception e) {
                seen.add(e.toString());
            }
        });
        build.start();
        await().until(() -> seen.contains("started"));
        build.interrupt();
        build.join();
        assertThat(seen).containsExactly("started", "stopped", "block failed", "interrupted");
    }
}
