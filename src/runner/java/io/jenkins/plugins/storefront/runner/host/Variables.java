package io.jenkins.plugins.storefront.runner.host;

import groovy.lang.GroovyObjectSupport;
import hudson.EnvVars;
import java.util.Map;
import java.util.TreeMap;

/** {@code env}: reads where the script is, writes for the whole run, as Jenkins' EnvActionImpl does. VM thread only. */
public final class Variables extends GroovyObjectSupport {
    private final LocalRun run;
    private final Map<String, String> own = new TreeMap<>();

    Variables(LocalRun run) {
        this.run = run;
    }

    Map<String, String> own() {
        return own;
    }

    @Override
    public Object getProperty(String name) {
        if (own.containsKey(name)) {
            return own.get(name);
        }
        EnvVars here = run.vm().here(EnvVars.class);
        String value = here == null ? null : here.get(name);
        return value != null ? value : run.environment().get(name);
    }

    @Override
    public void setProperty(String name, Object value) {
        own.put(name, String.valueOf(value));
    }

    /** {@code env.getEnvironment()}: a copy of all. */
    public Map<String, String> getEnvironment() {
        EnvVars all = new EnvVars(run.vm().here(EnvVars.class));
        all.overrideAll(run.environment());
        return all;
    }
}
