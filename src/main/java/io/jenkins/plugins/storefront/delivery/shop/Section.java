package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One mapping of the file, read key by key. Every error says the path of keys, what was wanted and what was found; a key that is not
 * there is null or empty.
 */
final class Section {
    /** Most entries of a list or a mapping. */
    static final int MOST = 500;

    private static final int LONGEST_SHOWN = 60;

    private final Map<?, ?> values;
    private final String path;

    private Section(Map<?, ?> values, String path) {
        this.values = values;
        this.path = path;
    }

    /** @param known the keys that may be there; none for a mapping of free names */
    static Section of(Object value, String path, String... known) throws DeliveryException {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(path, "a mapping", value);
        }
        List<String> names = Arrays.asList(known);
        for (Object key : map.keySet()) {
            String name = shown(key);
            if (!names.isEmpty() && !names.contains(key)) {
                throw new DeliveryException((path.isEmpty() ? "" : path + ": ") + "unknown key '" + name + "'"
                        + Nearest.hintAndAll(name, names));
            }
        }
        if (map.size() > MOST) {
            throw wrong(path, "at most " + MOST + " entries", map.size() + " of them");
        }
        return new Section(map, path);
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The mapping of that key; an empty one where there is none. */
    Section section(String key, String... known) throws DeliveryException {
        return of(values.containsKey(key) ? values.get(key) : Map.of(), at(key), known);
    }

    List<String> names() {
        return values.keySet().stream().map(String::valueOf).toList();
    }

    boolean isNothing(String key) {
        return values.get(key) == null;
    }

    String text(String key, Form form) throws DeliveryException {
        return values.containsKey(key) ? text(values.get(key), at(key), form) : null;
    }

    Boolean flag(String key) throws DeliveryException {
        Object value = values.get(key);
        if (values.containsKey(key) && !(value instanceof Boolean)) {
            throw wrong(at(key), "true or false", value);
        }
        return (Boolean) value;
    }

    List<String> texts(String key, Form form) throws DeliveryException {
        List<String> texts = new ArrayList<>();
        for (Object item : items(key)) {
            texts.add(text(item, at(key) + "[" + texts.size() + "]", form));
        }
        return texts;
    }

    /** One text, or a list of them. */
    List<String> oneOrMore(String key, Form form) throws DeliveryException {
        return values.get(key) instanceof String text ? List.of(text(text, at(key), form)) : texts(key, form);
    }

    /** One text or several with commas between them, or a list of texts. */
    List<String> commas(String key, Form form) throws DeliveryException {
        if (!(values.get(key) instanceof String text)) {
            return texts(key, form);
        }
        List<String> texts = new ArrayList<>();
        for (String one : text.split(",", -1)) {
            texts.add(text(one.strip(), at(key), form));
        }
        return texts;
    }

    /** Whole numbers as texts. */
    List<String> numbers(String key, int least, int most) throws DeliveryException {
        List<String> numbers = new ArrayList<>();
        for (Object item : items(key)) {
            if (!(item instanceof Integer number) || number < least || number > most) {
                throw wrong(at(key) + "[" + numbers.size() + "]", "a whole number from " + least + " to " + most, item);
            }
            numbers.add(number.toString());
        }
        return numbers;
    }

    /** A whole number, or null. */
    Integer number(String key, int least, int most) throws DeliveryException {
        if (!values.containsKey(key)) {
            return null;
        }
        Object value = values.get(key);
        if (!(value instanceof Integer number) || number < least || number > most) {
            throw wrong(at(key), "a whole number from " + least + " to " + most, value);
        }
        return number;
    }

    /** Any number, or null. */
    Double decimal(String key) throws DeliveryException {
        if (!values.containsKey(key)) {
            return null;
        }
        if (!(values.get(key) instanceof Number number)) {
            throw wrong(at(key), "a number", values.get(key));
        }
        return number.doubleValue();
    }

    /** The same, with fewer keys that may be there. */
    Section only(String... known) throws DeliveryException {
        return of(values, path, known);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    Map<String, String> map(String key, Form names) throws DeliveryException {
        return map(key, names, Form.ANY);
    }

    Map<String, String> map(String key, Form names, Form texts) throws DeliveryException {
        Section entries = section(key);
        Map<String, String> map = new LinkedHashMap<>();
        for (String name : entries.names()) {
            map.put(entries.name(name, names), entries.text(name, texts));
        }
        return map;
    }

    /** A key of this mapping, if it may be called so. */
    String name(String name, Form form) throws DeliveryException {
        if (!form.accepts(name)) {
            throw wrong(path, "keys that are each " + form.wanted(), name);
        }
        return name;
    }

    List<Section> sections(String key, String... known) throws DeliveryException {
        List<Section> sections = new ArrayList<>();
        for (Object item : items(key)) {
            sections.add(of(item, at(key) + "[" + sections.size() + "]", known));
        }
        return sections;
    }

    String required(String key, Form form) throws DeliveryException {
        if (!values.containsKey(key)) {
            throw new DeliveryException(at(key) + ": wanted " + form.wanted() + ", and it is not there");
        }
        return text(key, form);
    }

    private List<?> items(String key) throws DeliveryException {
        Object value = values.containsKey(key) ? values.get(key) : List.of();
        if (!(value instanceof List<?> list)) {
            throw wrong(at(key), "a list", value);
        } else if (list.size() > MOST) {
            throw wrong(at(key), "at most " + MOST + " entries", list.size() + " of them");
        }
        return list;
    }

    private static String text(Object value, String path, Form form) throws DeliveryException {
        if (value instanceof String text && form.accepts(text)) {
            return text;
        }
        throw wrong(path, form.wanted(), value);
    }

    private static DeliveryException wrong(String path, String wanted, Object found) {
        String what;
        if (found == null) {
            what = "nothing";
        } else if (found instanceof Map) {
            what = "a mapping";
        } else if (found instanceof List) {
            what = "a list";
        } else if (found instanceof String) {
            what = "'" + shown(found) + "'";
        } else {
            String hint = wanted.equals(Form.ANY.wanted()) ? "; put it in quotes" : "";
            what = (found instanceof Boolean ? "the truth value " : "the number ") + shown(found) + hint;
        }
        return new DeliveryException((path.isEmpty() ? "" : path + ": ") + "wanted " + wanted + ", found " + what);
    }

    /** In one line, and short. */
    private static String shown(Object value) {
        String text = String.valueOf(value).replaceAll("\\p{Cntrl}", "?");
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
