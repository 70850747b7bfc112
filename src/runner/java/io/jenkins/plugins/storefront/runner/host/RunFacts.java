package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a run is called and began from, and the variables that say so. Immutable. */
final class RunFacts {
    private final Map<String, String> git;
    private final RunInfo info;

    RunFacts(Path project, int number, Instant startedAt) {
        git = Git.variables(project);
        info = new RunInfo(
                project.toAbsolutePath().normalize().getFileName().toString(),
                number,
                null,
                startedAt,
                "Started by " + System.getProperty("user.name"),
                commit(),
                git.get("GIT_BRANCH"));
    }

    RunInfo info() {
        return info;
    }

    /** Null outside of git. */
    String commit() {
        return git.get("GIT_COMMIT");
    }

    /** Those that Jenkins gives a run of a branch. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>(git);
        String number = Integer.toString(info.number());
        variables.put("BUILD_NUMBER", number);
        variables.put("BUILD_ID", number);
        variables.put("BUILD_TAG", "storefront-" + info.job() + "-" + number);
        variables.put("JOB_NAME", info.job());
        variables.put("JOB_BASE_NAME", info.job());
        variables.put("CI", "true");
        if (git.containsKey("GIT_BRANCH")) {
            variables.put("BRANCH_NAME", git.get("GIT_BRANCH"));
        }
        return variables;
    }
}
