package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.Builder;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Env;
import com.cloudbees.groovy.cps.MethodLocation;
import com.cloudbees.groovy.cps.Next;
import com.cloudbees.groovy.cps.impl.CpsClosure;
import com.cloudbees.groovy.cps.impl.TryBlockEnv;
import groovy.lang.Closure;
import groovy.lang.Script;
import java.util.ArrayList;
import java.util.List;

/**
 * Control flow of the CPS VM, written in Java. A block is a piece of work that the VM evaluates to a value or an exception; it may
 * call steps, which suspend the pipeline and never a thread. What these methods are given runs when the VM arrives there, and what
 * it throws is thrown in the pipeline.
 */
final class Flow {
    static final Block NOTHING = value(null);

    /** Makes a block; what it throws is thrown in the pipeline. */
    interface Making {
        Block make() throws Exception;
    }

    /** What follows a value. */
    interface Rest {
        Block after(Object value) throws Exception;
    }

    /** What follows a value or an error. */
    interface Outcome {
        Block after(Object value, Throwable error) throws Exception;
    }

    private final Script script;
    private final Builder builder = new Builder(new MethodLocation("WorkflowScript", "pipeline", "Jenkinsfile"));

    /** Steps are called on {@code script}. */
    Flow(Script script) {
        this.script = script;
    }

    static Block value(Object value) {
        return (env, next) -> next.receive(value);
    }

    /** A block that is made only when the VM arrives there. */
    static Block defer(Making block) {
        return (env, next) -> go(block, env, next);
    }

    static Block fail(Throwable error) {
        return (env, next) -> env.getExceptionHandler(error.getClass()).receive(error);
    }

    /** {@code first}, and then what is made of its value. */
    static Block then(Block first, Rest rest) {
        return (env, next) -> new Next(first, env, value -> go(() -> rest.after(value), env, next));
    }

    static Block sequence(Block first, Block second) {
        return then(first, ignored -> second);
    }

    /** Each block after the other; the value is the list of their values. */
    static Block all(List<Block> blocks) {
        return all(blocks, new ArrayList<>());
    }

    private static Block all(List<Block> blocks, List<Object> values) {
        if (blocks.isEmpty()) {
            return value(values);
        }
        return then(blocks.get(0), value -> {
            List<Object> more = new ArrayList<>(values);
            more.add(value);
            return all(blocks.subList(1, blocks.size()), more);
        });
    }

    /** Goes on after {@code body} whether it gave a value or threw: exactly one of the two is not null, or the value is null. */
    static Block attempt(Block body, Outcome rest) {
        return (env, next) -> {
            TryBlockEnv guarded = new TryBlockEnv(env, null);
            guarded.addHandler(Throwable.class, error -> go(() -> rest.after(null, (Throwable) error), env, next));
            return new Next(body, guarded, value -> go(() -> rest.after(value, null), env, next));
        };
    }

    /** A closure that runs {@code body}, for steps that take one. */
    Block closure(Block body) {
        return (env, next) -> next.receive(new CpsClosure(script, script, List.of(), body, env));
    }

    /** Calls a step. */
    Block step(int line, String name, Object... arguments) {
        Block[] blocks = new Block[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            blocks[i] = arguments[i] instanceof Block block ? block : value(arguments[i]);
        }
        return builder.functionCall(line, value(script), name, blocks);
    }

    /** A global variable of the Jenkinsfile. */
    Block property(String name) {
        return builder.property(0, value(script), name);
    }

    /** Calls code of the Jenkinsfile. */
    Block call(int line, Closure<?> code) {
        return builder.functionCall(line, value(code), "call");
    }

    private static Next go(Making block, Env env, Continuation next) {
        Block made;
        try {
            made = block.make();
        } catch (Exception | LinkageError e) {
            return env.getExceptionHandler(e.getClass()).receive(e);
        }
        return new Next(made, env, next);
    }
}
