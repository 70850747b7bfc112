package io.jenkins.plugins.storefront.runner.steps;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.WorkPool;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Steps that say how a script goes on: errors, repetition, time. */
final class FlowSteps {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private FlowSteps() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.step("error").needs("message", String.class).does(call -> call.context()
                        .onFailure(new AbortException(call.text("message")))),
                BuiltIn.step("unstable").needs("message", String.class).does(FlowSteps::unstable),
                BuiltIn.step("catchError")
                        .takes("message", String.class)
                        .takes("buildResult", String.class)
                        .takes("stageResult", String.class)
                        .takes("catchInterruptions", Boolean.class)
                        .block()
                        .does(call ->
                                caught(call, call.text("buildResult", "FAILURE"), call.text("stageResult", "SUCCESS"))),
                BuiltIn.step("warnError")
                        .needs("message", String.class)
                        .takes("catchInterruptions", Boolean.class)
                        .block()
                        .does(call -> caught(call, "UNSTABLE", "UNSTABLE")),
                BuiltIn.step("sleep")
                        .needs("time", Integer.class)
                        .takes("unit", String.class)
                        .does(FlowSteps::sleep),
                BuiltIn.step("timeout")
                        .needs("time", Integer.class)
                        .takes("unit", String.class)
                        .takes("activity", Boolean.class)
                        .block()
                        .does(FlowSteps::timeout),
                BuiltIn.step("waitUntil")
                        .takes("initialRecurrencePeriod", Integer.class)
                        .takes("quiet", Boolean.class)
                        .block()
                        .does(call -> waitUntil(
                                call,
                                Duration.ofMillis(call.number("initialRecurrencePeriod", FIRST_WAIT.toMillis())))),
                BuiltIn.step("timestamps").block().does(call -> call.body()),
                BuiltIn.step("ansiColor")
                        .takes("colorMapName", String.class)
                        .block()
                        .does(call -> call.body()),
                BuiltIn.step("lock")
                        .takes("resource", String.class)
                        .takes("label", String.class)
                        .takes("quantity", Integer.class)
                        .block()
                        .does(call -> call.body()),
                BuiltIn.step("milestone")
                        .takes("ordinal", Integer.class)
                        .takes("label", String.class)
                        .returns(call -> null));
    }

    private static void unstable(Call call) throws Exception {
        call.log("WARNING: " + call.text("message"));
        call.context().setResult(Result.UNSTABLE);
        StageScope stage = call.context().get(StageScope.class);
        if (stage != null) {
            stage.worsen(Result.UNSTABLE);
        }
        call.context().onSuccess(null);
    }

    private static void caught(Call call, String buildResult, String stageResult) {
        call.body(new BodyExecutionCallback() {
            private static final long serialVersionUID = 1L;

            @Override
            public void onSuccess(StepContext context, Object result) {
                context.onSuccess(result);
            }

            @Override
            public void onFailure(StepContext context, Throwable t) {
                try {
                    boolean interrupted = t instanceof FlowInterruptedException;
                    if (interrupted && Boolean.FALSE.equals(call.value("catchInterruptions"))) {
                        context.onFailure(t);
                        return;
                    }
                    call.log((call.has("message") ? call.text("message") + "\n" : "") + "ERROR: " + t.getMessage());
                    Result of =
                            interrupted ? ((FlowInterruptedException) t).getResult() : Result.fromString(buildResult);
                    context.setResult(of);
                    StageScope stage = context.get(StageScope.class);
                    if (stage != null) {
                        stage.worsen(Result.fromString(stageResult));
                    }
                    context.onSuccess(null);
                } catch (Exception e) {
                    context.onFailure(e);
                }
            }
        });
    }

    private static void sleep(Call call) throws Exception {
        Duration time = duration(call, "SECONDS");
        call.log("Sleeping for " + time.toSeconds() + " s");
        Future<?> end = call.here(RunServices.class)
                .pool()
                .schedule(() -> call.context().onSuccess(null), time);
        call.whenStopped(cause -> end.cancel(false));
    }

    private static void timeout(Call call) throws Exception {
        Duration time = duration(call, "MINUTES");
        WorkPool pool = call.here(RunServices.class).pool();
        var body = call.context().newBodyInvoker();
        FlowInterruptedException late = new FlowInterruptedException(Result.ABORTED, true, new TimedOut(time));
        Future<?>[] limit = new Future<?>[1];
        var running = body.withCallback(new BodyExecutionCallback() {
            private static final long serialVersionUID = 1L;

            @Override
            public void onSuccess(StepContext context, Object result) {
                limit[0].cancel(false);
                context.onSuccess(result);
            }

            @Override
            public void onFailure(StepContext context, Throwable t) {
                limit[0].cancel(false);
                context.onFailure(t);
            }
        });
        // The block runs after this method, on the same thread, so the limit is set before anything can end
        var execution = running.start();
        limit[0] = pool.schedule(() -> execution.cancel(late), time);
    }

    private static void waitUntil(Call call, Duration wait) {
        call.body(new BodyExecutionCallback() {
            private static final long serialVersionUID = 1L;

            @Override
            public void onSuccess(StepContext context, Object result) {
                if (!(result instanceof Boolean done)) {
                    context.onFailure(
                            new DeliveryException("waitUntil: the block must return true or false, not " + result));
                } else if (done) {
                    context.onSuccess(null);
                } else {
                    again(context);
                }
            }

            private void again(StepContext context) {
                try {
                    Duration next = wait.multipliedBy(6).dividedBy(5);
                    Future<?> later = call.here(RunServices.class)
                            .pool()
                            .schedule(
                                    () -> waitUntil(call, next.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next),
                                    wait);
                    call.whenStopped(cause -> later.cancel(false));
                } catch (Exception e) {
                    context.onFailure(e);
                }
            }

            @Override
            public void onFailure(StepContext context, Throwable t) {
                context.onFailure(t);
            }
        });
    }

    private static Duration duration(Call call, String unit) throws DeliveryException {
        String name = call.text("unit", unit);
        try {
            return Duration.of(call.number("time", 0), TimeUnit.valueOf(name).toChronoUnit());
        } catch (IllegalArgumentException e) {
            throw new DeliveryException("unknown unit '" + name + "'; use SECONDS, MINUTES, HOURS or DAYS", e);
        }
    }

    /** As Jenkins' ExceededTimeout. */
    static final class TimedOut extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        private final Duration after;

        TimedOut(Duration after) {
            this.after = after;
        }

        @Override
        public String getShortDescription() {
            return "Timeout has been exceeded (" + after.toSeconds() + " s)";
        }
    }
}
