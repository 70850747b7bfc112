package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import com.cloudbees.groovy.cps.impl.CpsFunction;
import groovy.lang.Closure;
import groovy.lang.Script;
import io.jenkins.plugins.storefront.runner.declarative.model.Pipeline;
import io.jenkins.plugins.storefront.runner.declarative.model.Post;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the compiled {@code pipeline} block calls: the value of the binding's variable
 * {@link io.jenkins.plugins.storefront.runner.declarative.parse.DeclarativeCustomizer#VARIABLE}. One serves one run.
 */
public final class DeclarativePipeline {
    private final Pipeline pipeline;
    private final Script script;
    private final DeclarativeHost host;

    /**
     * @param script the compiled Jenkinsfile, on which steps are called
     */
    public DeclarativePipeline(Pipeline pipeline, Script script, DeclarativeHost host) {
        this.pipeline = pipeline;
        this.script = script;
        this.host = host;
    }

    /** Called by the compiled Jenkinsfile with its closures; never returns normally, but hands the pipeline to the VM. */
    public Object call(List<Map<Integer, Closure<?>>> codes) {
        Map<Integer, Closure<?>> all = new HashMap<>();
        codes.forEach(all::putAll);
        Context context = new Context(pipeline, all, new Flow(script), host);
        throw new CpsCallableInvocation("pipeline", new CpsFunction(List.of(), new Run(context).everything()), script);
    }

    /** One run of the whole pipeline. */
    private static final class Run {
        private final Context context;
        private final Pipeline pipeline;
        private final PostFlow posts;
        private final StageFlow stages;
        private boolean postRan;

        Run(Context context) {
            this.context = context;
            this.pipeline = context.pipeline();
            this.posts = new PostFlow(context);
            this.stages = new StageFlow(context, posts);
        }

        Block everything() {
            Block inside = new AgentFlow(context)
                    .inside(
                            pipeline.agent(),
                            pipeline.options(),
                            false,
                            new EnvironmentFlow(context)
                                    .inside(
                                            pipeline.environment(),
                                            new OptionsFlow(context).around(pipeline.options(), work())));
            Block prepared = Flow.sequence(new ParametersFlow(context).define(), inside);
            // Whatever failed before the stages could begin, the post section still runs
            return Flow.attempt(
                    prepared, (value, error) -> error == null || postRan ? StageFlow.orThrow(error) : post(error));
        }

        private Block work() {
            return Flow.then(Flow.defer(() -> stages.sequence(pipeline.stages(), null, null)), error -> {
                postRan = true;
                return post((Throwable) error);
            });
        }

        private Block post(Throwable error) {
            Post post = pipeline.post();
            if (!posts.applies(post, error, false)) {
                return StageFlow.orThrow(error);
            }
            Block stage =
                    context.around(0, "stage", List.of("Declarative: Post Actions"), posts.run(post, error, false));
            return Flow.then(stage, StageFlow::orThrow);
        }
    }
}
