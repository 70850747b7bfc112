package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import groovy.lang.Closure;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import io.jenkins.plugins.storefront.runner.declarative.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all parts of one running pipeline share.
 *
 * @param pipeline what runs
 * @param codes the Jenkinsfile's closures by {@link Code#id}
 * @param flow calls steps of the Jenkinsfile's script
 * @param host everything else
 */
record Context(Pipeline pipeline, Map<Integer, Closure<?>> codes, Flow flow, DeclarativeHost host) {
    /** What follows evaluated arguments. */
    interface WithArguments {
        Block after(Arguments given) throws Exception;
    }

    /** Runs a piece of the Jenkinsfile; the block's value is its value. */
    Block evaluate(Code code) {
        return flow.call(code.line(), codes.get(code.id()));
    }

    /** Evaluates the arguments of a call, and then what is made of them. */
    Block with(Call call, WithArguments rest) {
        return Flow.then(evaluate(call.arguments()), value -> rest.after(Arguments.of(value)));
    }

    Optional<Call> option(String name) {
        return option(pipeline.options(), name);
    }

    static Optional<Call> option(List<Call> options, String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }

    /** Calls a step whose last argument is a block. */
    Block around(int line, String step, List<?> arguments, Block body) {
        return Flow.then(flow.closure(body), closure -> {
            List<Object> all = new ArrayList<>(arguments);
            all.add(closure);
            return flow.step(line, step, all.toArray());
        });
    }
}
