package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import java.util.List;
import java.util.stream.Collectors;

/** Another manager owns a field that is to get another value; the text is the API server's. */
public final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    /** One field and who owns it. */
    record Conflict(String manager, FieldPath field) {}

    ConflictException(List<Conflict> conflicts, String apiVersion) {
        super(text(conflicts, apiVersion));
    }

    private static String text(List<Conflict> conflicts, String apiVersion) {
        String head = "Apply failed with " + conflicts.size() + " conflict" + (conflicts.size() == 1 ? "" : "s") + ": ";
        return head
                + conflicts.stream()
                        .map(Conflict::manager)
                        .distinct()
                        .map(manager -> {
                            List<String> fields = conflicts.stream()
                                    .filter(one -> one.manager().equals(manager))
                                    .map(one -> one.field().toString())
                                    .toList();
                            return fields.size() == 1
                                    ? "conflict with \"" + manager + "\" using " + apiVersion + ": " + fields.get(0)
                                    : "conflicts with \"" + manager + "\" using " + apiVersion + ":\n- "
                                            + String.join("\n- ", fields);
                        })
                        .collect(Collectors.joining("\n"));
    }
}
