package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.List;

/** Runs the pods of a Job until enough have succeeded, or more have failed than {@code backoffLimit} allows. */
final class JobController implements Controller {
    @Override
    public void reconcile(Control control) {
        for (ObjectNode job : control.all("batch/v1", "Job")) {
            if (Objects.isTrue(job, "Complete")
                    || Objects.isTrue(job, "Failed")
                    || job.at("/spec/suspend").asBoolean()) {
                continue;
            }
            List<ObjectNode> pods = control.owned(job, "v1", "Pod");
            int succeeded = count(pods, "Succeeded");
            int failed = count(pods, "Failed");
            int active = pods.size() - succeeded - failed;
            int completions = job.at("/spec/completions").asInt(1);
            boolean complete = succeeded >= completions;
            boolean lost = failed > job.at("/spec/backoffLimit").asInt(6);
            if (!complete && !lost) {
                int parallel = Math.min(job.at("/spec/parallelism").asInt(1), completions - succeeded);
                for (int i = active; i < parallel; i++) {
                    ObjectNode pod = Pods.of(
                            job,
                            Objects.name(job) + "-" + Replicas.suffix(Objects.uid(job) + pods.size() + "/" + i),
                            control);
                    pod.withObject("/metadata/labels")
                            .put("batch.kubernetes.io/job-name", Objects.name(job))
                            .put("job-name", Objects.name(job));
                    control.create(pod);
                    active++;
                }
            }
            int running = active;
            control.status(job, status -> {
                if (!status.has("startTime")) {
                    status.put("startTime", control.timestamp());
                }
                status.put("active", complete || lost ? 0 : running)
                        .put("succeeded", succeeded)
                        .put("failed", failed);
                if (complete) {
                    status.put("completionTime", control.timestamp());
                    control.condition(
                            status,
                            "Complete",
                            true,
                            "CompletionsReached",
                            "Reached expected number of succeeded pods");
                } else if (lost) {
                    control.condition(
                            status,
                            "Failed",
                            true,
                            "BackoffLimitExceeded",
                            "Job has reached the specified backoff limit");
                }
            });
        }
    }

    private static int count(List<ObjectNode> pods, String phase) {
        return (int) pods.stream()
                .filter(pod -> pod.at("/status/phase").asText().equals(phase))
                .count();
    }
}
