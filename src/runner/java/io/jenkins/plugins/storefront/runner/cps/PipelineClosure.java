package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.Block;
import com.cloudbees.groovy.cps.Env;
import com.cloudbees.groovy.cps.impl.CpsClosure;
import groovy.lang.GroovyObject;
import java.util.List;

/** A closure of a Jenkinsfile in which {@code sleep} is the step and not Groovy's method of every object. */
public final class PipelineClosure extends CpsClosure {
    private static final long serialVersionUID = 1L;

    /** Called by transformed code. */
    public PipelineClosure(Object owner, Object thisObject, List<String> parameters, Block body, Env capture) {
        super(owner, thisObject, parameters, body, capture);
    }

    public Object sleep(long time) {
        return ((GroovyObject) getOwner()).invokeMethod("sleep", time);
    }
}
