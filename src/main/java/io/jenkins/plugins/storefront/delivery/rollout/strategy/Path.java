package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The way to one number in an object: {@code spec.backends[1].weight}. */
record Path(List<Object> parts) {
    private static final Pattern WHOLE = Pattern.compile("\\.?[\\w-]+(\\[\\d{1,4}]|\\.[\\w-]+)*");
    private static final Pattern PART = Pattern.compile("[\\w-]+|\\[(\\d+)]");

    Path {
        parts = List.copyOf(parts);
    }

    static Path parse(String text) throws DeliveryException {
        if (!WHOLE.matcher(text).matches()) {
            throw new DeliveryException("'" + text + "' is no path of a weight; write it like spec.backends[1].weight");
        }
        List<Object> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        while (part.find()) {
            parts.add(part.group(1) == null ? part.group() : Integer.valueOf(part.group(1)));
        }
        return new Path(parts);
    }

    /** Sets the number there; everything but the last part of the way must be there. */
    @SuppressWarnings("unchecked")
    void set(Map<String, Object> object, int number) throws DeliveryException {
        Object at = object;
        for (Object part : parts.subList(0, parts.size() - 1)) {
            at = next(at, part);
        }
        Object last = parts.get(parts.size() - 1);
        if (last instanceof String key && at instanceof Map<?, ?>) {
            ((Map<String, Object>) at).put(key, number);
        } else if (last instanceof Integer index && at instanceof List<?> list && index < list.size()) {
            ((List<Object>) at).set(index, number);
        } else {
            throw notThere();
        }
    }

    private Object next(Object at, Object part) throws DeliveryException {
        Object next = null;
        if (part instanceof String key && at instanceof Map<?, ?> map) {
            next = map.get(key);
        } else if (part instanceof Integer index && at instanceof List<?> list && index < list.size()) {
            next = list.get(index);
        }
        if (next == null) {
            throw notThere();
        }
        return next;
    }

    private DeliveryException notThere() {
        return new DeliveryException(
                "the object has nothing at " + this + "; the path of a weight must be there but for its last part");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part instanceof Integer ? "[" + part + "]" : text.isEmpty() ? part : "." + part);
        }
        return text.toString();
    }
}
