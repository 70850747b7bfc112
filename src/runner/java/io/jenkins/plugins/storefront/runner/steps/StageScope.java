package io.jenkins.plugins.storefront.runner.steps;

import hudson.model.Result;

/** The stage around a step, with the worst result that its steps gave it without failing it. VM thread only. */
public final class StageScope {
    private final String id;
    private final String name;
    private Result result = Result.SUCCESS;
    private boolean skipped;

    StageScope(String id, String name) {
        this.id = id;
        this.name = name;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Result result() {
        return result;
    }

    public void worsen(Result to) {
        result = result.combine(to);
    }

    public void skip() {
        skipped = true;
    }

    public boolean skipped() {
        return skipped;
    }
}
