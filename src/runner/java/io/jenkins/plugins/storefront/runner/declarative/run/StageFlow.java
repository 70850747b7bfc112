package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import hudson.model.Result;
import io.jenkins.plugins.storefront.runner.declarative.model.Stage;
import io.jenkins.plugins.storefront.runner.declarative.model.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs stages: one after another, side by side, or not at all. */
final class StageFlow {
    private final Context context;
    private final DeclarativeHost host;
    private final AgentFlow agents;
    private final EnvironmentFlow environment;
    private final OptionsFlow options;
    private final InputFlow inputs;
    private final PostFlow posts;
    private final Conditions conditions;

    StageFlow(Context context, PostFlow posts) {
        this.context = context;
        this.host = context.host();
        this.posts = posts;
        this.agents = new AgentFlow(context);
        this.environment = new EnvironmentFlow(context);
        this.options = new OptionsFlow(context);
        this.inputs = new InputFlow(context);
        this.conditions = new Conditions(context);
    }

    /** The block's value is the first error, or null: later stages see it and skip themselves. */
    Block sequence(List<Stage> stages, Throwable earlier, SkipReason inherited) {
        if (stages.isEmpty()) {
            return Flow.value(earlier);
        }
        return Flow.attempt(
                stage(stages.get(0), earlier, inherited),
                (value, error) ->
                        sequence(stages.subList(1, stages.size()), earlier == null ? error : earlier, inherited));
    }

    private Block stage(Stage stage, Throwable earlier, SkipReason inherited) {
        Block body = Flow.defer(() -> {
            if (inherited != null) {
                return skip(stage, inherited);
            }
            if (earlier != null) {
                return skip(stage, SkipReason.FAILURE);
            }
            if (host.result() == Result.UNSTABLE
                    && context.option("skipStagesAfterUnstable").isPresent()) {
                return skip(stage, SkipReason.UNSTABLE);
            }
            return environment.inside(stage.line(), stage.cell(), guarded(stage));
        });
        return context.around(stage.line(), "stage", List.of(stage.name()), body);
    }

    /** Logs why, and does the same to the stages inside. */
    private Block skip(Stage stage, SkipReason reason) {
        host.log(reason.message(stage.name()));
        host.markSkipped();
        if (stage.work() instanceof Work.Sequence sequence) {
            return sequence(sequence.stages(), null, reason);
        }
        if (stage.work() instanceof Work.Parallel parallel) {
            return parallel(stage, parallel, reason);
        }
        return Flow.NOTHING;
    }

    private Block guarded(Stage stage) {
        WhenGate when = new WhenGate(stage.when(), conditions);
        Block everything = when.beforeOptions(options.around(
                stage.options(), when.beforeInput(inputs.ask(stage.input(), stage.name(), inside(stage, when)))));
        Block orSkipped =
                Flow.then(everything, value -> when.passed() ? Flow.value(value) : skip(stage, SkipReason.WHEN));
        if (!(stage.work() instanceof Work.Parallel)) {
            return orSkipped;
        }
        return Flow.attempt(
                orSkipped, (value, error) -> when.passed() || error != null ? after(stage, error) : Flow.NOTHING);
    }

    private Block inside(Stage stage, WhenGate when) {
        if (stage.work() instanceof Work.Parallel parallel) {
            return when.now(environment.inside(stage.environment(), Flow.defer(() -> parallel(stage, parallel, null))));
        }
        return when.beforeAgent(agents.inside(
                stage.agent(),
                stage.options(),
                true,
                when.now(environment.inside(
                        stage.environment(), Flow.attempt(work(stage), (value, error) -> after(stage, error))))));
    }

    /** Steps, or the stages of a sequence, whose first error counts as an error of this stage. */
    private Block work(Stage stage) {
        if (stage.work() instanceof Work.Steps steps) {
            return context.evaluate(steps.code());
        }
        List<Stage> stages = ((Work.Sequence) stage.work()).stages();
        return Flow.then(sequence(stages, null, null), StageFlow::orThrow);
    }

    private Block parallel(Stage stage, Work.Parallel parallel, SkipReason inherited) {
        List<Block> closures = parallel.branches().stream()
                .map(branch -> context.flow().closure(stage(branch, null, inherited)))
                .toList();
        return Flow.then(Flow.all(closures), made -> {
            Map<String, Object> branches = new LinkedHashMap<>();
            List<?> bodies = new ArrayList<>((List<?>) made);
            for (int i = 0; i < bodies.size(); i++) {
                branches.put(parallel.branches().get(i).name(), bodies.get(i));
            }
            if (parallel.failFast() || context.option("parallelsAlwaysFailFast").isPresent()) {
                branches.put("failFast", true);
            }
            return context.flow().step(stage.line(), "parallel", branches);
        });
    }

    private Block after(Stage stage, Throwable error) {
        if (!posts.applies(stage.post(), error, true)) {
            return orThrow(error);
        }
        host.log("Post stage");
        return Flow.then(posts.run(stage.post(), error, true), StageFlow::orThrow);
    }

    static Block orThrow(Object error) {
        return error == null ? Flow.NOTHING : Flow.fail((Throwable) error);
    }
}
