package io.jenkins.plugins.storefront.runner.steps;

import hudson.AbortException;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** {@code retry}, and the conditions under which Jenkins would try again. */
final class RetrySteps {
    /** Of a lost agent and of a controller restarted in mid-step: neither happens to a run of one process. */
    private static final List<String> CONDITIONS = List.of("agent", "kubernetesAgent", "nonresumable");

    private RetrySteps() {}

    static List<BuiltIn> all() {
        BuiltIn retry = BuiltIn.step("retry")
                .needs("count", Integer.class)
                .takes("conditions", Object.class)
                .block()
                .does(call -> retry(call, never(call) ? 1 : call.number("count", 1)));
        return Stream.concat(Stream.of(retry), CONDITIONS.stream().map(name -> BuiltIn.step(name)
                        .anything()
                        .returns(call -> name)))
                .toList();
    }

    /** Whether it is to try again under conditions only. */
    private static boolean never(Call call) throws AbortException {
        if (!call.has("conditions")) {
            return false;
        }
        List<?> wanted =
                call.value("conditions") instanceof List<?> several ? several : List.of(call.value("conditions"));
        if (!CONDITIONS.containsAll(wanted)) {
            throw new AbortException(
                    "retry: conditions: wanted " + String.join("(), ", CONDITIONS) + "(), found " + wanted);
        }
        return !wanted.isEmpty();
    }

    private static void retry(Call call, long left) {
        call.body(new BodyExecutionCallback() {
            private static final long serialVersionUID = 1L;

            @Override
            public void onSuccess(StepContext context, Object result) {
                context.onSuccess(result);
            }

            @Override
            public void onFailure(StepContext context, Throwable t) {
                boolean interrupted = t instanceof FlowInterruptedException stop && stop.isActualInterruption();
                if (left <= 1 || interrupted) {
                    context.onFailure(t);
                    return;
                }
                try {
                    call.log("ERROR: " + t.getMessage() + "\nRetrying");
                    retry(call, left - 1);
                } catch (Exception e) {
                    context.onFailure(e);
                }
            }
        });
    }
}
