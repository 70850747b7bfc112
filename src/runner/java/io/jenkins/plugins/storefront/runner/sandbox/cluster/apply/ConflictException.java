package io.jenkins.plugins.storefront.runner.sandbox.cluster.apply;

import java.util.List;
import java.util.stream.Collectors;

/** Another manager owns a field that is to get another value; the text is the API server's. */
public final class ConflictException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Conflict> conflicts;
    private final String apiVersion;

    /** One field and who owns it. */
    public record Conflict(String manager, FieldPath field) {
        /** The field as the API server writes it. */
        public String path() {
            return field.toString();
        }
    }

    ConflictException(List<Conflict> conflicts, String apiVersion) {
        super(text(conflicts, apiVersion));
        this.conflicts = List.copyOf(conflicts);
        this.apiVersion = apiVersion;
    }

    public List<Conflict> conflicts() {
        return conflicts;
    }

    /** What the API server says of one of them. */
    public String message(Conflict one) {
        return "conflict with \"" + one.manager() + "\" using " + apiVersion;
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
