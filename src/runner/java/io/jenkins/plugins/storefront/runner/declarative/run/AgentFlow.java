package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import io.jenkins.plugins.storefront.runner.declarative.model.Agent;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import java.util.List;
import java.util.Map;

/** Allocates the workspace that an {@code agent} asks for and checks the source out into it. */
final class AgentFlow {
    private final Context context;

    AgentFlow(Context context) {
        this.context = context;
    }

    /**
     * @param agent or null for the workspace that is there already
     * @param options of the stage, or of the pipeline
     * @param inStage whether the checkout belongs to a stage, or is one itself
     */
    Block inside(Agent agent, List<Call> options, boolean inStage, Block body) {
        if (agent == null || agent.kind() == Agent.Kind.NONE) {
            return body;
        }
        Code label = agent.settings().get("label");
        Code directory = agent.settings().get("customWorkspace");
        Block work = checkedOut(agent.line(), options, inStage, body);
        Block located = directory == null
                ? work
                : Flow.then(
                        context.evaluate(directory),
                        value -> context.around(agent.line(), "ws", List.of(value.toString()), work));
        return label == null
                ? context.around(agent.line(), "node", List.of(), located)
                : Flow.then(
                        context.evaluate(label),
                        value -> context.around(agent.line(), "node", List.of(String.valueOf(value)), located));
    }

    private Block checkedOut(int line, List<Call> options, boolean inStage, Block body) {
        return Flow.then(wanted(options), wanted -> {
            if (!wanted.equals(true) || !context.host().hasScm()) {
                return body;
            }
            Block checkout = checkout(line, options);
            Block stage =
                    inStage ? checkout : context.around(line, "stage", List.of("Declarative: Checkout SCM"), checkout);
            return Flow.then(stage, variables -> withVariables(line, variables, body));
        });
    }

    /** The stage's own skipDefaultCheckout counts, else the pipeline's. */
    private Block wanted(List<Call> options) {
        return Context.option(options, "skipDefaultCheckout")
                .or(() -> context.option("skipDefaultCheckout"))
                .map(option -> context.with(
                        option, given -> Flow.value(Boolean.FALSE.equals(given.sole("skipDefaultCheckout")))))
                .orElse(Flow.value(true));
    }

    private Block checkout(int line, List<Call> options) {
        Block scm = context.flow().step(line, "checkout", context.flow().property("scm"));
        return Context.option(options, "checkoutToSubdirectory")
                .or(() -> context.option("checkoutToSubdirectory"))
                .map(option -> context.with(
                        option, given -> context.around(line, "dir", List.of(given.soleText("subdirectory")), scm)))
                .orElse(scm);
    }

    private Block withVariables(int line, Object variables, Block body) {
        if (!(variables instanceof Map<?, ?> map) || map.isEmpty()) {
            return body;
        }
        List<String> assignments = map.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        return context.around(line, "withEnv", List.of(assignments), body);
    }
}
