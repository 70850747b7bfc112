package io.jenkins.plugins.storefront.runner.report;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.runner.host.StageListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The report of one run. It listens to the run's events, which must be masked already, may be handed what people received, and at
 * any time writes all of it as one HTML page. Safe for use by many threads; memory grows with what is shown, not with the log.
 */
public final class Report implements StageListener {
    private final Recording recording = new Recording();

    @Override
    public void publish(DeliveryEvent event) {
        synchronized (recording) {
            recording.take(event);
        }
    }

    @Override
    public EventSink inStage(String stage) {
        return event -> {
            synchronized (recording) {
                recording.take(event);
                recording.from(stage, event);
            }
        };
    }

    /**
     * A Slack message as a workspace received it. Where at least one is handed in, those are shown in place of what was sent.
     *
     * @param body of {@code chat.postMessage}; {@code blocks} and {@code attachments} may be lists or, as in a form, JSON
     * @param channel id or name
     * @param at when it was received
     */
    public void slackMessage(Map<String, ?> body, String channel, Instant at) {
        synchronized (recording) {
            recording.slack(body, channel, at);
        }
    }

    /**
     * A mail as a server received it. Where at least one is handed in, those are shown in place of what was sent.
     *
     * @param html the HTML part, or null
     * @param text the plain-text part, or null
     * @param at when it was received
     */
    public void mail(String subject, String from, List<String> to, String html, String text, Instant at) {
        synchronized (recording) {
            recording.mail(new Recording.Mail(at, subject, from, List.copyOf(to), html, text));
        }
    }

    /** Why the run failed, in words for people, such as the message of the exception that ended it; shown if nothing tells more. */
    public void failure(String message) {
        synchronized (recording) {
            recording.failure(message);
        }
    }

    /**
     * Writes the report, over a file of that name where there is one. Folders are made as needed.
     *
     * @param result as Jenkins names it: {@code SUCCESS}, {@code UNSTABLE}, {@code FAILURE}, {@code ABORTED} or {@code NOT_BUILT}
     * @param endedAt end of the run; what has not ended by then is shown as unfinished
     * @throws IOException if the file cannot be written; what was there before is then still there
     */
    public void write(Path file, RunInfo run, String result, Instant endedAt) throws IOException {
        String html = html(run, result, endedAt);
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Files.writeString(draft, html, StandardCharsets.UTF_8);
            Files.move(draft, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** What {@link #write} writes. */
    String html(RunInfo run, String result, Instant endedAt) {
        ReportView view;
        synchronized (recording) {
            view = new ReportComposer(recording, run, result, endedAt).compose();
        }
        return Page.render(view);
    }
}
