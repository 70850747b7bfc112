package io.jenkins.plugins.storefront.delivery.notify.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every field that templates may use, as {@code docs/notices.md} lists them. {@link ReleaseData} gives their values. */
public final class ReleaseFields {
    /** What a field holds. */
    public enum Kind {
        TEXT,
        /** True or false, for sections. */
        FLAG,
        LIST,
        /** Named fields of their own. */
        GROUP
    }

    /**
     * One field.
     *
     * @param path names joined by dots, with {@code []} behind a list's
     * @param what one line for people
     */
    public record Field(String path, Kind kind, String what) {}

    private static final List<Field> ALL = List.of(
            text("summary", "one line: run, environments and how it stands"),
            text("subject", "as mail has it: how it stands in brackets, then the run"),
            text("message", "what the step was given as `message` or `body`; empty for none"),
            text(
                    "outcome",
                    "`running`, `succeeded`, `unstable`, `failed`, `undone`, `aborted` or `skipped`; of several the worst"),
            text("result", "the same in the notice's language"),
            flag("succeeded", "all went well, so far"),
            flag("failed", "something failed or was aborted, and was not undone"),
            flag("undone", "something failed, and what served before serves again"),
            flag("running", "nothing failed, and a deployment is under way"),
            flag("shortened", "less than all is told, because a mail would be too large"),
            text("language", "`en` or `zh_CN`"),
            flag("chinese", "the notice is in Simplified Chinese"),
            text("commit", "first 12 characters of the commit; empty where it is not known"),
            text("branch", "empty where it is not known"),
            group("run", "the run that tells"),
            text("run.name", "job and number, such as `shop/main #42`"),
            text("run.job", "full name of the job"),
            text("run.number", "build number"),
            text("run.url", "address of the run; empty where the host has none"),
            text("run.releaseUrl", "address of its page *Release*; empty where the host has none"),
            text("run.startedBy", "who or what started it"),
            text("run.startedAt", "such as `2026-11-25 09:40 UTC`"),
            list("images", "what this run built, by service"),
            text("images[].service", "name of the service"),
            text("images[].reference", "repository and digest"),
            text("images[].digest", "short form of the digest"),
            text("images[].size", "such as `42 MB`; empty where it is not known"),
            text("images[].took", "time of the build, such as `1 min 5 s`"),
            text("images[].builder", "`docker`, `jib` …"),
            list("deployments", "in the order in which they began"),
            text("deployments[].name", "of the `deployStage`"),
            text("deployments[].environment", "where to"),
            text("deployments[].outcome", "as above"),
            text("deployments[].result", "as above"),
            text("deployments[].reason", "why it ended so; empty for none"),
            text("deployments[].startedAt", "such as `2026-11-25 09:40 UTC`"),
            text("deployments[].took", "such as `2 min 5 s`; empty while it is under way"),
            flag("deployments[].succeeded", "as above"),
            flag("deployments[].failed", "as above"),
            flag("deployments[].undone", "as above"),
            flag("deployments[].running", "it is under way"),
            list("causes", "why workloads failed, gathered before anything was undone"),
            text("causes[].subject", "such as `Deployment shop/payment`"),
            text("causes[].environment", "where; empty outside of a `deployStage`"),
            text("causes[].code", "stable word, such as `CrashLoopBackOff`"),
            text("causes[].message", "one sentence with what to do"),
            text("causes[].pod", "empty for none"),
            text("causes[].container", "empty for none"),
            text("causes[].exitCode", "empty for none"),
            text("causes[].log", "last lines of the container that crashed; empty for none"),
            list(
                    "excerpt",
                    "of the log of the step that failed, 20 lines before and after the one that tells why; one entry or none"),
            text("excerpt[].source", "the step"),
            text("excerpt[].firstLine", "number of its first line in that log; empty where it is not known"),
            text("excerpt[].text", "the lines"),
            list("timeLine", "deployments and rollouts with their times, a dozen at most"),
            text("timeLine[].number", "as the picture has it, from 1"),
            text("timeLine[].name", "environment, or cluster and namespace"),
            text("timeLine[].result", "as above"),
            text("timeLine[].took", "such as `2 min 5 s`"),
            text("picture", "address of the time line's picture, for `<img src>` in mail; empty elsewhere"),
            text("pictureText", "the picture in words, for `alt`; empty for none"),
            group(
                    "words",
                    "labels in the notice's language: "
                            + labels().stream()
                                    .map(one -> "`" + one + "`")
                                    .reduce((a, b) -> a + ", " + b)
                                    .orElse("")));

    private ReleaseFields() {}

    /** All of them, in the order of the documentation. */
    public static List<Field> all() {
        return ALL;
    }

    private static Field text(String path, String what) {
        return new Field(path, Kind.TEXT, what);
    }

    private static Field flag(String path, String what) {
        return new Field(path, Kind.FLAG, what);
    }

    private static Field list(String path, String what) {
        return new Field(path, Kind.LIST, what);
    }

    private static Field group(String path, String what) {
        return new Field(path, Kind.GROUP, what);
    }

    private static Set<String> labels() {
        return new TreeSet<>(NoticeWords.of(Language.EN).labels().keySet());
    }

    /**
     * A field with those inside it; the whole for the root.
     *
     * @param inside by name; empty for texts and flags
     */
    record Node(String name, Kind kind, Map<String, Node> inside) {}

    /** The fields as a tree. */
    static Node tree() {
        Node root = new Node("", Kind.GROUP, new LinkedHashMap<>());
        for (Field field : ALL) {
            Node at = root;
            List<String> names =
                    new ArrayList<>(List.of(field.path().replace("[]", "").split("\\.")));
            String last = names.remove(names.size() - 1);
            for (String name : names) {
                at = at.inside().get(name);
            }
            at.inside().put(last, new Node(last, field.kind(), new LinkedHashMap<>()));
        }
        Node words = root.inside().get("words");
        labels().forEach(label -> words.inside().put(label, new Node(label, Kind.TEXT, Map.of())));
        return root;
    }
}
