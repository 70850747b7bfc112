package io.jenkins.plugins.storefront.runner.cps;

import com.cloudbees.groovy.cps.SerializableScript;
import groovy.lang.MissingPropertyException;

/** What a Jenkinsfile is compiled to: unknown methods are steps, unknown names are environment variables, as in Jenkins. */
public abstract class PipelineScript extends SerializableScript {
    private static final long serialVersionUID = 1L;

    private transient PipelineVm vm;

    void attach(PipelineVm owner) {
        vm = owner;
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        return vm.invoke(name, arguments instanceof Object[] array ? array : new Object[] {arguments});
    }

    @Override
    public Object getProperty(String name) {
        if (getBinding().hasVariable(name)) {
            return getBinding().getVariable(name);
        }
        Object global = vm.global(name);
        if (global != null) {
            return global;
        }
        throw new MissingPropertyException(name, getClass());
    }

    /** {@code println} is a step in Jenkins too. */
    @Override
    public void println(Object value) {
        vm.invoke("echo", new Object[] {String.valueOf(value)});
    }

    @Override
    public void println() {
        println("");
    }

    /** Groovy has a method of that name for every object, which would hold the VM. */
    public Object sleep(long time) {
        return vm.invoke("sleep", new Object[] {time});
    }
}
