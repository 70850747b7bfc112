package io.jenkins.plugins.storefront.runner.report;

import java.util.List;

/**
 * All that the page shows, ready to be put in place: the template decides where, never what. Texts are plain and are escaped by the
 * template, but for {@link Trusted}.
 */
record ReportView(
        Head head,
        List<Cause> causes,
        List<Undo> undos,
        TimeLineView timeLine,
        List<Image> images,
        List<Promotion> promotions,
        List<Deployment> deployments,
        List<Slack> slack,
        List<Mail> mails,
        List<Warning> warnings) {
    boolean hasCauses() {
        return !causes.isEmpty();
    }

    boolean hasUndos() {
        return !undos.isEmpty();
    }

    boolean hasImages() {
        return !images.isEmpty();
    }

    boolean hasPromotions() {
        return !promotions.isEmpty();
    }

    boolean hasDeployments() {
        return !deployments.isEmpty();
    }

    boolean hasMessages() {
        return !slack.isEmpty() || !mails.isEmpty();
    }

    /** Whether the run told nothing at all. */
    boolean nothing() {
        return causes.isEmpty()
                && timeLine.rows().isEmpty()
                && images.isEmpty()
                && promotions.isEmpty()
                && deployments.isEmpty()
                && !hasMessages()
                && warnings.isEmpty();
    }

    boolean hasWarnings() {
        return !warnings.isEmpty();
    }

    /** HTML that was made here, with everything from outside escaped already. */
    record Trusted(String html) {}

    /** A moment: {@code iso} for programs. */
    record Moment(String iso, String text) {}

    /**
     * @param state of the whole run
     * @param lead one sentence under the heading, or empty
     */
    record Head(
            State state,
            String title,
            String lead,
            String job,
            int number,
            String url,
            String commit,
            String branch,
            String startedBy,
            Moment started,
            String duration) {}

    /** @param id anchor in the page */
    record Cause(
            String id,
            String code,
            String subject,
            String message,
            String where,
            String pod,
            String container,
            String exitCode,
            List<String> log,
            List<String> events,
            List<String> changes,
            String advice) {
        /** Of what is no rollout. */
        Cause(
                String id,
                String code,
                String subject,
                String message,
                String where,
                String pod,
                String container,
                String exitCode,
                List<String> log) {
            this(id, code, subject, message, where, pod, container, exitCode, log, List.of(), List.of(), "");
        }

        boolean hasLog() {
            return !log.isEmpty();
        }

        boolean hasEvents() {
            return !events.isEmpty();
        }

        boolean hasChanges() {
            return !changes.isEmpty();
        }
    }

    /** What became of an undo. */
    record Undo(State state, String subject, String text, String duration) {}

    /** @param ticks on the axis, the first at 0 */
    record TimeLineView(List<Tick> ticks, List<Row> rows) {
        boolean hasRows() {
            return !rows.isEmpty();
        }
    }

    /** @param left in percent of the width */
    record Tick(String left, String label) {}

    /**
     * @param depth 0 for the outermost
     * @param target environment of a deployment, empty for a stage
     * @param beside names of what ran at the same time, empty if nothing did
     * @param left in percent of the width
     * @param undo the part in which it was undone, or null
     */
    record Row(
            String name,
            int depth,
            String target,
            String beside,
            State state,
            String left,
            String width,
            String offset,
            String duration,
            Bar undo) {
        /** Whether it took any time. */
        boolean bar() {
            return !state.icon().equals("skip");
        }
    }

    record Bar(String left, String width) {}

    record Image(
            String service,
            String name,
            List<String> tags,
            String digest,
            String size,
            String duration,
            String builder,
            boolean pushed) {}

    /** @param from empty where the image was only tagged */
    record Promotion(String to, List<String> tags, String from, String digest) {}

    record Rollout(
            String title,
            String where,
            State state,
            String verdict,
            String duration,
            List<Pinned> images,
            List<Workload> workloads,
            List<String> others,
            List<Cause> causes,
            Undo undo) {
        boolean hasWorkloads() {
            return !workloads.isEmpty();
        }

        /** In words, or empty where there is nothing besides workloads. */
        String othersCount() {
            return others.isEmpty() ? "" : others.size() == 1 ? "1 other object" : others.size() + " other objects";
        }
    }

    record Pinned(String name, String digest) {}

    /**
     * @param percent of replicas that are ready, 0 to 100
     * @param digest of the image of its name, empty where there is none
     */
    record Workload(
            String kind,
            String name,
            boolean counted,
            int ready,
            int desired,
            int percent,
            State state,
            String status,
            String digest) {}

    /** A deployment with its rollouts; or, where {@code name} is empty, rollouts that belong to none.
     *
     * @param cluster and namespace of all its rollouts, empty if they differ; then each rollout says its own
     */
    record Deployment(
            String name,
            String environment,
            State state,
            String policy,
            String reason,
            String cluster,
            Moment at,
            String duration,
            List<Rollout> rollouts) {
        boolean hasRollouts() {
            return !rollouts.isEmpty();
        }
    }

    record Slack(String channel, String sender, Moment at, Trusted body) {}

    /** @param height of the frame in pixels */
    record Mail(String subject, String from, String to, Moment at, String html, int height, String text) {}

    record Warning(String subject, String reason, String text, String times) {}
}
