package io.jenkins.plugins.storefront.delivery.notify.text;

import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.LogExcerpt;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunFailure;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The data of a release for templates: plain maps, lists, texts and flags, named as {@link ReleaseFields} says.
 *
 * @param run that tells
 * @param release as it is now
 * @param message free text, or null
 * @param language of the words
 * @param failure what went wrong in the run, or null
 */
public record ReleaseData(RunInfo run, Release release, String message, Language language, RunFailure failure) {
    private static final int SHORT_COMMIT = 12;
    private static final long MEGABYTE = 1_000_000;

    /** A step that failed before a deployment began was taken care of: what came of the release says nothing of it any more. */
    public ReleaseData {
        Instant failedAt = failure == null ? null : failure.at();
        if (failedAt != null
                && release.deployments().stream()
                        .anyMatch(one -> one.startedAt().isAfter(failedAt))) {
            failure = null;
        }
    }

    /** That of the release; the run's where that went wrong and nothing of the release tells it. Null while it is under way. */
    public Outcome outcome() {
        Outcome told = outcome(release);
        return failure != null && told != null && !told.bad() ? failure.outcome() : told;
    }

    /** All of it, as far as {@code detail} goes, with {@code mask} applied to every text before a template escapes it. */
    public Map<String, Object> view(Detail detail, UnaryOperator<String> mask) {
        Map<String, Object> masked = new LinkedHashMap<>();
        view(detail).forEach((name, value) -> masked.put(name, masked(value, mask)));
        return masked;
    }

    private static Object masked(Object value, UnaryOperator<String> mask) {
        if (value instanceof String text) {
            return mask.apply(text);
        } else if (value instanceof List<?> list) {
            return list.stream().map(one -> masked(one, mask)).toList();
        } else if (value instanceof Map<?, ?> map) {
            Map<Object, Object> all = new LinkedHashMap<>();
            map.forEach((name, one) -> all.put(name, masked(one, mask)));
            return all;
        }
        return value;
    }

    /** All of it, as far as {@code detail} goes. */
    public Map<String, Object> view(Detail detail) {
        NoticeWords words = NoticeWords.of(language);
        Outcome outcome = outcome();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("summary", sentence(words, "summary", outcome));
        view.put("subject", sentence(words, "subject", outcome));
        view.put("message", detail.text(orEmpty(message)));
        results(view, words, outcome);
        view.put("shortened", !detail.equals(Detail.FULL) && !detail.equals(Detail.LESS_AND_LESS.get(0)));
        view.put("language", language.code());
        view.put("chinese", language == Language.ZH_CN);
        view.put("commit", cut(orEmpty(run.commit()), SHORT_COMMIT));
        view.put("branch", orEmpty(run.branch()));
        view.put("run", runView());
        view.put("images", images(words, detail));
        view.put("deployments", deployments(words, detail));
        view.put("causes", causes(detail));
        LogExcerpt excerpt = failure == null ? null : failure.excerpt();
        view.put("excerpt", excerpt == null ? List.of() : List.of(excerptView(excerpt, detail)));
        TimeLine timeLine = TimeLine.of(release);
        view.put("timeLine", timeLine.rows(words));
        view.put("picture", "");
        view.put("pictureText", timeLine.words(words));
        view.put("words", words.labels());
        return view;
    }

    /** That of the worst deployment, null where one is under way and none went wrong, or success where nothing was deployed. */
    public static Outcome outcome(Release release) {
        Outcome worst = Outcome.SUCCEEDED;
        boolean open = false;
        for (Release.Deployment deployment : release.deployments()) {
            open |= deployment.outcome() == null;
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
        return open && !worst.bad() ? null : worst;
    }

    private static void results(Map<String, Object> view, NoticeWords words, Outcome outcome) {
        view.put("outcome", outcome == null ? "running" : outcome.name().toLowerCase(Locale.ROOT));
        view.put("result", words.result(outcome));
        view.put("succeeded", outcome == Outcome.SUCCEEDED);
        view.put("failed", outcome == Outcome.FAILED || outcome == Outcome.ABORTED);
        view.put("undone", outcome == Outcome.UNDONE);
        view.put("running", outcome == null);
    }

    private String sentence(NoticeWords words, String key, Outcome outcome) {
        List<String> where = release.deployments().stream()
                .filter(one -> outcome == null || !outcome.bad() || one.outcome() == outcome)
                .map(Release.Deployment::environment)
                .distinct()
                .toList();
        return where.isEmpty()
                ? words.text(key, run.displayName(), words.result(outcome))
                : words.text(key + ".to", run.displayName(), words.result(outcome), String.join(", ", where));
    }

    private Map<String, Object> runView() {
        String url = orEmpty(run.url());
        return Map.of(
                "name", run.displayName(),
                "job", run.job(),
                "number", Integer.toString(run.number()),
                "url", url,
                "releaseUrl", url.isEmpty() ? "" : url + (url.endsWith("/") ? "" : "/") + "release/",
                "startedBy", orEmpty(run.startedBy()),
                "startedAt", NoticeWords.time(run.startedAt()));
    }

    private List<Map<String, Object>> images(NoticeWords words, Detail detail) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (BuiltImage image : detail.first(release.images().values().stream()
                .sorted(Comparator.comparing(BuiltImage::service))
                .toList())) {
            all.add(Map.of(
                    "service", image.service().value(),
                    "reference", image.reference().toString(),
                    "digest", image.digest().brief(),
                    "size", image.size() == 0 ? "" : Math.max(1, image.size() / MEGABYTE) + " MB",
                    "took", words.duration(image.duration()),
                    "builder", orEmpty(image.builder())));
        }
        return all;
    }

    private List<Map<String, Object>> deployments(NoticeWords words, Detail detail) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Release.Deployment one : detail.first(release.deployments())) {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("name", one.name());
            view.put("environment", one.environment());
            results(view, words, one.outcome());
            view.put("reason", detail.text(orEmpty(one.reason())));
            view.put("startedAt", NoticeWords.time(one.startedAt()));
            view.put(
                    "took",
                    one.endedAt() == null || one.startedAt() == null
                            ? ""
                            : words.duration(Duration.between(one.startedAt(), one.endedAt())));
            all.add(view);
        }
        return all;
    }

    private List<Map<String, Object>> causes(Detail detail) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Release.Rollout rollout : release.rollouts()) {
            String environment = release.deployments().stream()
                    .filter(one -> one.id().equals(rollout.deployment()))
                    .map(Release.Deployment::environment)
                    .findFirst()
                    .orElse("");
            for (FailureCause cause : rollout.causes()) {
                all.add(Map.of(
                        "subject",
                        cause.subject(),
                        "environment",
                        environment,
                        "code",
                        cause.code(),
                        "message",
                        detail.text(cause.message()),
                        "pod",
                        orEmpty(cause.pod()),
                        "container",
                        orEmpty(cause.container()),
                        "exitCode",
                        cause.exitCode() == null ? "" : cause.exitCode().toString(),
                        "log",
                        detail.lastLines(cause.log())));
            }
        }
        return detail.first(all);
    }

    private Map<String, Object> excerptView(LogExcerpt excerpt, Detail detail) {
        return Map.of(
                "source",
                excerpt.source(),
                "firstLine",
                excerpt.firstLine() == 0 ? "" : Integer.toString(excerpt.firstLine()),
                "text",
                detail.middleLines(excerpt.lines()));
    }

    private static String cut(String text, int longest) {
        return text.substring(0, Math.min(longest, text.length()));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
