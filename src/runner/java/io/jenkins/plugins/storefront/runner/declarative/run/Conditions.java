package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.runner.declarative.model.Condition;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** Decides the conditions of {@code when}. Every block here evaluates to a Boolean. */
final class Conditions {
    private final Context context;
    private final DeclarativeHost host;

    Conditions(Context context) {
        this.context = context;
        this.host = context.host();
    }

    /** Asks one after the other, and no more once {@code decides} says so. */
    private Block ask(List<Condition> conditions, boolean decides) {
        if (conditions.isEmpty()) {
            return Flow.value(!decides);
        }
        return Flow.then(
                holds(conditions.get(0)),
                answer -> answer.equals(decides)
                        ? Flow.value(decides)
                        : ask(conditions.subList(1, conditions.size()), decides));
    }

    Block allHold(List<Condition> conditions) {
        return ask(conditions, false);
    }

    private Block holds(Condition condition) {
        return switch (condition.name()) {
            case "allOf" -> allHold(condition.children());
            case "anyOf" -> ask(condition.children(), true);
            case "not" -> Flow.then(holds(condition.children().get(0)), answer -> Flow.value(answer.equals(false)));
            case "expression" ->
                Flow.then(
                        context.evaluate(condition.arguments()),
                        value -> Flow.value(DefaultTypeTransformation.castToBoolean(value)));
            default ->
                Flow.then(
                        context.evaluate(condition.arguments()),
                        value -> Flow.value(simple(condition.name(), Arguments.of(value))));
        };
    }

    private boolean simple(String name, Arguments given) throws DeliveryException {
        return switch (name) {
            case "branch" -> branch(given);
            case "buildingTag" -> !blank(host.environment("TAG_NAME"));
            case "tag" ->
                !blank(host.environment("TAG_NAME"))
                        && (blank(given.soleText("pattern")) || compare(given, "TAG_NAME", "pattern", Comparison.GLOB));
            case "changeRequest" -> changeRequest(given);
            case "environment" -> environment(given);
            case "equals" ->
                ScriptBytecodeAdapter.compareEqual(
                        given.named().get("expected"), given.named().get("actual"));
            case "triggeredBy" -> triggeredBy(given);
            case "changelog" -> changelog(given.soleText("pattern"));
            case "changeset" -> changeset(given);
            case "isRestartedRun" -> false;
            default -> throw new IllegalStateException("condition " + name);
        };
    }

    private boolean branch(Arguments given) {
        String actual = host.environment("BRANCH_NAME");
        if (blank(actual)) {
            actual = host.environment("GIT_LOCAL_BRANCH");
        }
        String pattern = given.soleText("pattern");
        if (blank(actual) || blank(pattern)) {
            return blank(actual) && blank(pattern);
        }
        return Comparison.named(given.text("comparator"), Comparison.GLOB).matches(pattern, actual, false);
    }

    private boolean compare(Arguments given, String variable, String argument, Comparison usual) {
        String actual = host.environment(variable);
        return Comparison.named(given.text("comparator"), usual)
                .matches(given.soleText(argument), Objects.requireNonNullElse(actual, ""), false);
    }

    private boolean changeRequest(Arguments given) {
        if (host.environment("CHANGE_ID") == null) {
            return false;
        }
        return given.named().keySet().stream()
                        .filter(name -> !name.equals("comparator"))
                        .allMatch(name -> compare(
                                given,
                                "CHANGE_" + name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT),
                                name,
                                Comparison.EQUALS))
                && (given.positional().isEmpty() || compare(given, "CHANGE_ID", "id", Comparison.EQUALS));
    }

    private boolean environment(Arguments given) {
        String actual = host.environment(given.text("name"));
        String expected = given.text("value");
        if (blank(actual)) {
            return blank(expected);
        }
        return given.flag("ignoreCase") ? actual.equalsIgnoreCase(expected) : actual.equals(expected);
    }

    private boolean triggeredBy(Arguments given) {
        String cause = given.soleText("cause");
        String detail = given.text("detail");
        return host.causes().entrySet().stream()
                .anyMatch(one -> (one.getKey().equals("UserIdCause") && cause.equals("UserIdCause"))
                        ? detail == null || detail.equals(one.getValue())
                        : one.getKey().matches("(?i).*" + Pattern.quote(cause) + ".*"));
    }

    private boolean changelog(String pattern) throws DeliveryException {
        Pattern title = Pattern.compile(pattern);
        Pattern whole = Pattern.compile("(?m)(?s)^[^\\r\\n]*?" + pattern + "[^\\r\\n]*?$");
        return anyChange(change ->
                title.matcher(change.message().lines().findFirst().orElse("")).matches()
                        || whole.matcher(change.message()).matches());
    }

    private boolean changeset(Arguments given) throws DeliveryException {
        Comparison comparison = Comparison.named(given.text("comparator"), Comparison.GLOB);
        return anyChange(change -> change.paths().stream()
                .anyMatch(path -> comparison.matches(given.soleText("pattern"), path, given.flag("caseSensitive"))));
    }

    private boolean anyChange(Predicate<DeclarativeHost.Change> matches) throws DeliveryException {
        List<DeclarativeHost.Change> changes = host.changes();
        if (changes.isEmpty()) {
            host.log("Warning, empty changelog. Have you run checkout?");
        }
        return changes.stream().anyMatch(matches);
    }

    private static boolean blank(String text) {
        return text == null || text.isEmpty();
    }
}
