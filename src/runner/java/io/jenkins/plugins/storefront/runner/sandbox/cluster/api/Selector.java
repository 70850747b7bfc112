package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A {@code labelSelector} and {@code fieldSelector} of a request. */
final class Selector implements Predicate<JsonNode> {
    private static final Pattern REQUIREMENT = Pattern.compile(
            "\\s*(?<not>!)?(?<key>[\\w./-]+)\\s*(?:(?<op>==|=|!=|\\bnotin\\b|\\bin\\b)\\s*(?<value>\\([^)]*\\)|[^,]*))?\\s*");

    /** What objects can be chosen by; those after the first two, of events only. */
    private static final Set<String> FIELDS = Set.of(
            "metadata.name",
            "metadata.namespace",
            "type",
            "reason",
            "involvedObject.kind",
            "involvedObject.name",
            "involvedObject.uid");

    private final List<Predicate<JsonNode>> requirements = new ArrayList<>();

    Selector(Map<String, String> query) throws ApiFault {
        for (String one : split(query.getOrDefault("labelSelector", ""))) {
            requirements.add(label(one));
        }
        for (String one : split(query.getOrDefault("fieldSelector", ""))) {
            String[] parts = one.split("==?", 2);
            if (parts.length != 2 || !FIELDS.contains(parts[0])) {
                throw ApiFault.badRequest("field label not supported: " + one);
            }
            JsonPath path =
                    object -> object.at("/" + parts[0].replace('.', '/')).asText();
            requirements.add(object -> path.of(object).equals(parts[1]));
        }
    }

    private interface JsonPath {
        String of(JsonNode object);
    }

    private static Predicate<JsonNode> label(String text) throws ApiFault {
        Matcher matcher = REQUIREMENT.matcher(text);
        if (!matcher.matches()) {
            throw ApiFault.badRequest("unable to parse requirement: " + text);
        }
        String key = matcher.group("key");
        String operator = matcher.group("op");
        if (operator == null) {
            boolean wanted = matcher.group("not") == null;
            return object -> labels(object).has(key) == wanted;
        }
        List<String> values =
                List.of(matcher.group("value").replaceAll("[()\\s]", "").split(","));
        boolean wanted = operator.equals("in") || operator.equals("=") || operator.equals("==");
        return object -> values.contains(labels(object).path(key).asText("")) == wanted;
    }

    private static JsonNode labels(JsonNode object) {
        return object.at("/metadata/labels");
    }

    /** Splits at commas that are not in parentheses. */
    private static List<String> split(String text) {
        return text.isBlank() ? List.of() : List.of(text.split(",(?![^(]*\\))"));
    }

    @Override
    public boolean test(JsonNode object) {
        return requirements.stream().allMatch(one -> one.test(object));
    }
}
