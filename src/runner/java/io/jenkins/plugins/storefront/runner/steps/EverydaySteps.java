package io.jenkins.plugins.storefront.runner.steps;

import java.util.ArrayList;
import java.util.List;

/** All steps of the runner's own. */
public final class EverydaySteps {
    private EverydaySteps() {}

    public static List<BuiltIn> all() {
        List<BuiltIn> all = new ArrayList<>();
        all.addAll(BlockSteps.all());
        all.addAll(FlowSteps.all());
        all.addAll(RetrySteps.all());
        all.addAll(FileSteps.all());
        all.addAll(CredentialSteps.all());
        all.addAll(RunSteps.all());
        all.add(ShellStep.step());
        return all;
    }
}
