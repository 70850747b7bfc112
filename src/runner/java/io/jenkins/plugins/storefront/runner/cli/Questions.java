package io.jenkins.plugins.storefront.runner.cli;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.Console;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Asks the person at the terminal what {@code input} wants to know. */
final class Questions {
    private final boolean yes;
    private final PrintStream out;

    Questions(boolean yes, PrintStream out) {
        this.yes = yes;
        this.out = out;
    }

    String ask(String message, List<String> choices) throws DeliveryException {
        if (yes) {
            out.println(message + " (yes, by --yes)");
            return choices.isEmpty() ? "yes" : choices.get(0);
        }
        Console console = System.console();
        if (console == null) {
            throw new DeliveryException(
                    "input: there is nobody to ask '" + message + "'; run in a terminal or with --yes");
        }
        String answer = console.readLine("%s [y/N] ", message);
        return answer != null && answer.trim().toLowerCase(Locale.ROOT).startsWith("y") ? "yes" : null;
    }
}
