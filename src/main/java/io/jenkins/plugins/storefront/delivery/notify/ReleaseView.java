package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The data that templates may use: {@code run} (name, url, startedBy), {@code commit}, {@code branch}, {@code outcome}, {@code succeeded},
 * {@code failed}, {@code undone}, {@code summary}, {@code message}, {@code images} (service, reference, digest), {@code deployments}
 * (name, environment, outcome, reason) and {@code causes} (subject, code, message, pod, log). Plain maps, lists and texts only.
 */
final class ReleaseView {
    private static final int LOG_LINES = 10;

    private ReleaseView() {}

    static Map<String, Object> of(RunInfo run, Release release, String message) {
        Outcome outcome = outcome(release);
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(
                "run",
                Map.of(
                        "name", run.displayName(),
                        "url", run.url() == null ? "" : run.url(),
                        "startedBy", run.startedBy() == null ? "" : run.startedBy()));
        view.put(
                "commit",
                run.commit() == null
                        ? ""
                        : run.commit().substring(0, Math.min(12, run.commit().length())));
        view.put("branch", run.branch() == null ? "" : run.branch());
        view.put("outcome", outcome.name().toLowerCase(java.util.Locale.ROOT));
        view.put("succeeded", outcome == Outcome.SUCCEEDED);
        view.put("failed", outcome.bad() && outcome != Outcome.UNDONE);
        view.put("undone", outcome == Outcome.UNDONE);
        view.put("message", message == null ? "" : message);
        view.put("summary", summary(run, release, outcome));
        view.put("images", images(release));
        view.put("deployments", deployments(release));
        view.put("causes", causes(release));
        return view;
    }

    /** That of the worst deployment, or success where nothing was deployed. */
    static Outcome outcome(Release release) {
        Outcome worst = Outcome.SUCCEEDED;
        for (Release.Deployment deployment : release.deployments()) {
            if (deployment.outcome() != null && deployment.outcome().bad()) {
                worst = deployment.outcome();
            }
        }
        for (Release.Rollout rollout : release.rollouts()) {
            if (rollout.deployment() == null
                    && rollout.outcome() != null
                    && rollout.outcome().bad()) {
                worst = rollout.outcome();
            }
        }
        return worst;
    }

    private static String summary(RunInfo run, Release release, Outcome outcome) {
        List<String> where = release.deployments().stream()
                .map(Release.Deployment::environment)
                .distinct()
                .toList();
        String to = where.isEmpty() ? "" : " to " + String.join(", ", where);
        return run.displayName() + ": release" + to + " " + outcome.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static List<Map<String, Object>> images(Release release) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (BuiltImage image : release.images().values().stream()
                .sorted(java.util.Comparator.comparing(BuiltImage::service))
                .toList()) {
            all.add(Map.of(
                    "service", image.service().value(),
                    "reference", image.reference().toString(),
                    "digest", image.digest().brief()));
        }
        return all;
    }

    private static List<Map<String, Object>> deployments(Release release) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Release.Deployment one : release.deployments()) {
            all.add(Map.of(
                    "name",
                    one.name(),
                    "environment",
                    one.environment(),
                    "outcome",
                    one.outcome() == null ? "under way" : one.outcome().name().toLowerCase(java.util.Locale.ROOT),
                    "reason",
                    one.reason() == null ? "" : one.reason()));
        }
        return all;
    }

    private static List<Map<String, Object>> causes(Release release) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Release.Rollout rollout : release.rollouts()) {
            for (FailureCause cause : rollout.causes()) {
                List<String> log = cause.log();
                all.add(Map.of(
                        "subject", cause.subject(),
                        "code", cause.code(),
                        "message", cause.message(),
                        "pod", cause.pod() == null ? "" : cause.pod(),
                        "log", String.join("\n", log.subList(Math.max(0, log.size() - LOG_LINES), log.size()))));
            }
        }
        return all;
    }
}
