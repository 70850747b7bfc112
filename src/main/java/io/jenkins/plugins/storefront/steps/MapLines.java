package io.jenkins.plugins.storefront.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a form shows of a map, and reads back: an entry a line, the key before the first {@code =}, blanks around either left out. What
 * a line cannot hold as it is, such as a line break, stands there as a JSON text; quotes that are not needed for that are a value's own.
 *
 * @param <V> the map, or the list of layers
 */
abstract class MapLines<V> {
    /** Values are texts. */
    static final MapLines<Map<String, String>> TEXTS = new Entries<>(MapLines::text) {
        @Override
        String value(String text, int line) {
            return unquoted(text);
        }
    };

    /** Values are whole numbers. */
    static final MapLines<Map<String, Integer>> NUMBERS = new Entries<>(String::valueOf) {
        @Override
        Integer value(String text, int line) throws BadLineException {
            if (!text.matches("[0-9]{1,9}")) {
                throw new BadLineException("rule.lines.number", line, text);
            }
            return Integer.valueOf(text);
        }
    };

    /** Values are whatever YAML can say. */
    static final MapLines<Map<String, Object>> YAML = new Entries<>(MapLines::yaml) {
        @Override
        Object value(String text, int line) throws BadLineException {
            try {
                return fromYaml(text);
            } catch (DeliveryException e) {
                throw new BadLineException("rule.lines.yaml", line, e.getMessage());
            }
        }
    };

    /** Maps with {@code from} and {@code into}; any {@code from} may be there more than once. */
    static final MapLines<List<Map<String, String>>> LAYERS = new Layers();

    private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");
    private static final Pattern QUOTED_KEY = Pattern.compile("(?s)(\"(?:[^\"\\\\]|\\\\.)*\")\\s*=(.*)");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Null where nothing is written. */
    abstract V read(String text) throws BadLineException;

    abstract String write(V value);

    /** A line that says nothing: its number, and a key of {@code Words} with what it tells besides. */
    static final class BadLineException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String problem;
        private final int line;
        private final String what;

        BadLineException(String problem, int line, String what) {
            super(problem + ", line " + line + ": " + what);
            this.problem = problem;
            this.line = line;
            this.what = what;
        }

        /** For people, in their language. */
        String text(String field) {
            return Words.text(problem, field, Integer.toString(line), what);
        }
    }

    private static final class Layers extends MapLines<List<Map<String, String>>> {
        @Override
        List<Map<String, String>> read(String text) throws BadLineException {
            List<Map<String, String>> layers = new ArrayList<>();
            for (Line line : lines(text, "rule.lines.layer")) {
                Map<String, String> layer = new LinkedHashMap<>();
                layer.put("from", line.key());
                layer.put("into", unquoted(line.value()));
                layers.add(layer);
            }
            return layers.isEmpty() ? null : layers;
        }

        @Override
        String write(List<Map<String, String>> layers) {
            return layers.stream()
                    .map(Map.class::cast)
                    .map(layer -> key(layer.get("from")) + "=" + text(layer.get("into")))
                    .collect(Collectors.joining("\n"));
        }
    }

    private abstract static class Entries<T> extends MapLines<Map<String, T>> {
        private final Function<Object, String> written;

        Entries(Function<Object, String> written) {
            this.written = written;
        }

        abstract T value(String text, int line) throws BadLineException;

        @Override
        Map<String, T> read(String text) throws BadLineException {
            Map<String, T> map = new LinkedHashMap<>();
            for (Line line : lines(text, "rule.lines.entry")) {
                if (map.containsKey(line.key())) {
                    throw new BadLineException("rule.lines.twice", line.number(), line.key());
                }
                map.put(line.key(), value(line.value(), line.number()));
            }
            return map.isEmpty() ? null : map;
        }

        @Override
        String write(Map<String, T> map) {
            Map<?, ?> any = map; // a Jenkinsfile or Job DSL can put other kinds of values there than it says
            return any.entrySet().stream()
                    .map(entry -> key(entry.getKey()) + "=" + written.apply(entry.getValue()))
                    .collect(Collectors.joining("\n"));
        }
    }

    private record Line(int number, String key, String value) {}

    private static List<Line> lines(String text, String problem) throws BadLineException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : LINE_BREAK.split(text)) {
            number++;
            String line = raw.strip();
            if (!line.isEmpty()) {
                Matcher quoted = QUOTED_KEY.matcher(line);
                String known = quoted.matches() ? fromJson(quoted.group(1)) : null;
                int at = line.indexOf('=');
                if (known != null) {
                    lines.add(new Line(number, known, quoted.group(2).strip()));
                } else if (at > 0) {
                    lines.add(new Line(
                            number,
                            line.substring(0, at).strip(),
                            line.substring(at + 1).strip()));
                } else {
                    throw new BadLineException(problem, number, "");
                }
            }
        }
        return lines;
    }

    private static String key(Object key) {
        String text = String.valueOf(key);
        return text.isEmpty() || text.contains("=") || text.startsWith("\"") || isCut(text) ? json(text) : text;
    }

    private static String text(Object value) {
        String text = value == null ? "" : value.toString();
        return needsQuotes(text) ? json(text) : text;
    }

    private static String unquoted(String text) {
        String said = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? fromJson(text) : null;
        return said != null && needsQuotes(said) ? said : text;
    }

    private static boolean needsQuotes(String text) {
        return isCut(text) || !unquoted(text).equals(text);
    }

    /** Whether a line would hold less of it. */
    private static boolean isCut(String text) {
        return !text.equals(text.strip()) || LINE_BREAK.matcher(text).find();
    }

    private static String yaml(Object value) {
        if (value instanceof CharSequence) {
            String text = value.toString();
            try {
                return !isCut(text) && text.equals(fromYaml(text)) ? text : json(text);
            } catch (DeliveryException e) {
                return json(text);
            }
        }
        return json(value);
    }

    /** Null for an empty text, as in YAML. */
    private static Object fromYaml(String text) throws DeliveryException {
        List<Object> documents = SafeYaml.documents(text, "YAML");
        if (documents.size() > 1) {
            throw new DeliveryException("more than one YAML document");
        }
        return documents.isEmpty() ? null : documents.get(0);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Null where it is no JSON text. */
    private static String fromJson(String text) {
        try {
            return JSON.readValue(text, String.class);
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
