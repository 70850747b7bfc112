package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.Continuation;
import com.cloudbees.groovy.cps.Env;
import com.cloudbees.groovy.cps.Next;
import com.cloudbees.groovy.cps.impl.CpsCallableInvocation;
import groovy.lang.Closure;

/** A call of a closure as a program that a {@link CpsThread} can run. */
final class BlockOf implements Block {
    private static final long serialVersionUID = 1L;

    private final transient Closure<?> closure;

    BlockOf(Closure<?> closure) {
        this.closure = closure;
    }

    /** A transformed closure answers a call by throwing its program; any other has run when the call returns. */
    @Override
    public Next eval(Env e, Continuation k) {
        try {
            return k.receive(closure.call());
        } catch (CpsCallableInvocation program) {
            return program.invoke(e, null, k);
        }
    }
}
