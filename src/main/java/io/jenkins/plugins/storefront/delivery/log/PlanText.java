package io.jenkins.plugins.storefront.delivery.log;

import io.jenkins.plugins.storefront.delivery.model.FieldChange;
import io.jenkins.plugins.storefront.delivery.model.ObjectChange;
import io.jenkins.plugins.storefront.delivery.model.ObjectChange.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A plan as text, for the log and for people who review it. */
public final class PlanText {
    private PlanText() {}

    /** One line per object, and below it one per field; objects that stay as they are are only counted. */
    public static List<String> lines(List<ObjectChange> changes) {
        List<String> lines = new ArrayList<>();
        for (ObjectChange change : changes) {
            if (change.kind() == Kind.UNCHANGED) {
                continue;
            }
            lines.add("  " + change.kind().sign() + " " + change.object() + word(change.kind()));
            for (FieldChange field : change.fields()) {
                lines.add("      " + field);
            }
        }
        return lines;
    }

    private static String word(Kind kind) {
        return switch (kind) {
            case CREATE -> " is new";
            case PRUNE -> " is removed";
            case RUN -> " runs";
            default -> "";
        };
    }

    /** Such as {@code 1 prune, 2 create, 1 change, 7 unchanged}. */
    public static String counts(List<ObjectChange> changes) {
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = changes.stream().filter(one -> one.kind() == kind).count();
            if (count > 0) {
                counts.add(count + " " + kind.name().toLowerCase(Locale.ROOT));
            }
        }
        return counts.isEmpty() ? "nothing" : counts.stream().collect(Collectors.joining(", "));
    }
}
