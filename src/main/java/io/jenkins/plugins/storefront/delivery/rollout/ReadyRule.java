package io.jenkins.plugins.storefront.delivery.rollout;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the caller says about a kind that nobody knows, or knows better: {@code Certificate: Ready=True} (a condition),
 * {@code Database.example.com: .status.phase=Running} (a field), {@code Service: accepted} (nothing is waited for).
 *
 * @param kind such as {@code Certificate}
 * @param group or null for any
 * @param condition type of a condition, or null
 * @param path of a field, or null; neither means that nothing is waited for
 * @param value that it must have
 */
public record ReadyRule(String kind, String group, String condition, List<String> path, String value) {
    private static final String ACCEPTED = "accepted";
    private static final Pattern CONDITION = Pattern.compile("(\\w[\\w./-]*)(?:=(\\w+))?");
    private static final Pattern FIELD = Pattern.compile("\\{?((?:\\.[\\w-]+)+)}?=(.+)");

    public ReadyRule {
        path = path == null ? null : List.copyOf(path);
    }

    /**
     * Reads rules as a Jenkinsfile gives them, kind to rule.
     *
     * @throws DeliveryException naming the rule that cannot be read, with an example
     */
    public static List<ReadyRule> parse(Map<String, String> rules) throws DeliveryException {
        List<ReadyRule> parsed = new ArrayList<>();
        for (Map.Entry<String, String> rule : rules.entrySet()) {
            parsed.add(
                    parse(rule.getKey().trim(), String.valueOf(rule.getValue()).trim()));
        }
        return parsed;
    }

    private static ReadyRule parse(String key, String rule) throws DeliveryException {
        int dot = key.indexOf('.');
        String kind = dot < 0 ? key : key.substring(0, dot);
        String group = dot < 0 ? null : key.substring(dot + 1);
        Matcher field = FIELD.matcher(rule);
        Matcher condition = CONDITION.matcher(rule);
        if (kind.isEmpty()) {
            throw new DeliveryException(
                    "ready: a rule names no kind; write for example ready: [Certificate: 'Ready=True']");
        } else if (rule.equals(ACCEPTED)) {
            return new ReadyRule(kind, group, null, null, null);
        } else if (field.matches()) {
            List<String> path = List.of(field.group(1).substring(1).split("\\."));
            return new ReadyRule(kind, group, null, path, field.group(2).trim());
        } else if (condition.matches()) {
            String value = condition.group(2) == null ? "True" : condition.group(2);
            return new ReadyRule(kind, group, condition.group(1), null, value);
        }
        throw new DeliveryException("ready: the rule '" + rule + "' for " + key
                + " cannot be read; write a condition (Ready=True), a field (.status.phase=Running) or accepted");
    }

    /** The first rule that means the object, or null. */
    public static ReadyRule of(List<ReadyRule> rules, WorkloadRef ref) {
        for (ReadyRule rule : rules) {
            boolean inGroup = rule.group == null || ref.apiVersion().startsWith(rule.group + "/");
            if (inGroup && rule.kind.equals(ref.kind())) {
                return rule;
            }
        }
        return null;
    }
}
