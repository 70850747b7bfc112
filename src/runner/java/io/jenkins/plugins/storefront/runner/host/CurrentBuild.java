package io.jenkins.plugins.storefront.runner.host;

import hudson.model.Result;
import io.jenkins.plugins.storefront.runner.cps.PipelineVm;
import java.time.Duration;

/** {@code currentBuild}, as far as it has a meaning without a controller. VM thread only. */
public final class CurrentBuild {
    private final PipelineVm vm;
    private final LocalRun run;
    private String displayName;
    private String description;

    CurrentBuild(PipelineVm vm, LocalRun run) {
        this.vm = vm;
        this.run = run;
    }

    /** Null while nothing has worsened it, as in Jenkins. */
    public String getResult() {
        return vm.resultSet() == null ? null : vm.resultSet().toString();
    }

    public void setResult(String result) {
        vm.worsen(Result.fromString(result));
    }

    public String getCurrentResult() {
        return vm.result().toString();
    }

    public boolean resultIsBetterOrEqualTo(String other) {
        return vm.result().isBetterOrEqualTo(Result.fromString(other));
    }

    public boolean resultIsWorseOrEqualTo(String other) {
        return vm.result().isWorseOrEqualTo(Result.fromString(other));
    }

    public int getNumber() {
        return run.info().number();
    }

    public String getId() {
        return Integer.toString(getNumber());
    }

    public String getProjectName() {
        return run.info().job();
    }

    public String getFullProjectName() {
        return run.info().job();
    }

    public String getDisplayName() {
        return displayName == null ? "#" + getNumber() : displayName;
    }

    public void setDisplayName(String name) {
        displayName = name;
    }

    public String getFullDisplayName() {
        return run.info().job() + " " + getDisplayName();
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String text) {
        description = text;
    }

    public long getStartTimeInMillis() {
        return run.info().startedAt().toEpochMilli();
    }

    /** Milliseconds so far. */
    public long getDuration() {
        return Duration.between(run.info().startedAt(), run.clock().instant()).toMillis();
    }

    public String getDurationString() {
        return getDuration() / 1000 + " sec";
    }

    /** None: the local runner has no URL. */
    public String getAbsoluteUrl() {
        return null;
    }

    /** None is known. */
    public Object getPreviousBuild() {
        return null;
    }
}
