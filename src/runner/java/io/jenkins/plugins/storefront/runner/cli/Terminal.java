package io.jenkins.plugins.storefront.runner.cli;

import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.StageEnded;
import io.jenkins.plugins.storefront.delivery.event.StageStarted;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Shows stages as they go; colour only where somebody can see it. */
final class Terminal implements EventSink {
    private final WaitingLine waiting;
    private final PrintStream out;
    private final boolean colour;
    private final Map<String, Instant> started = new ConcurrentHashMap<>();

    /** Shows them on {@code waiting}'s stream in colour, or plainly on standard output where that is null. */
    Terminal(WaitingLine waiting) {
        this.waiting = waiting;
        this.out = waiting == null ? System.out : waiting.stream();
        this.colour = waiting != null;
    }

    PrintStream out() {
        return out;
    }

    /** See no-color.org; a pipe has no console. */
    static boolean supportsColour() {
        return System.console() != null && System.getenv("NO_COLOR") == null && !"dumb".equals(System.getenv("TERM"));
    }

    @Override
    public void publish(DeliveryEvent event) {
        if (event instanceof StageStarted stage) {
            started.put(stage.id(), stage.at());
            if (waiting != null) {
                waiting.began(stage.id(), stage.name(), stage.at());
            }
            out.println(paint("1;36", "▶ " + stage.name()));
        } else if (event instanceof StageEnded stage) {
            Instant since = started.remove(stage.id());
            if (waiting != null) {
                waiting.ended(stage.id());
            }
            String took = since == null ? "" : " (" + seconds(Duration.between(since, stage.at())) + ")";
            out.println(paint(code(stage.outcome()), symbol(stage.outcome()) + " " + stage.name() + took));
        }
    }

    void finished(Result result) {
        String code = result == Result.SUCCESS ? "1;32" : result == Result.UNSTABLE ? "1;33" : "1;31";
        out.println(paint(code, "Finished: " + result));
    }

    private static String seconds(Duration time) {
        return String.format(java.util.Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    private static String symbol(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> "✔";
            case UNSTABLE -> "!";
            case SKIPPED -> "-";
            default -> "✘";
        };
    }

    private static String code(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> "32";
            case UNSTABLE -> "33";
            case SKIPPED -> "90";
            default -> "31";
        };
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
