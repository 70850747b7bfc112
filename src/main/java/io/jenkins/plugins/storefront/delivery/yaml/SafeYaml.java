package io.jenkins.plugins.storefront.delivery.yaml;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 (core schema) into maps, lists, texts, numbers, booleans and nulls, and into nothing else: no tag makes an
 * object (compare SECURITY-2448, SECURITY-1741). Size, depth and aliases are limited, so that a hostile file costs neither memory
 * nor time; a JSON text is YAML too.
 */
public final class SafeYaml {
    /** Largest text read, in UTF-8 bytes: etcd takes objects of 1.5 MB, and a set of manifests is many of them. */
    public static final int LARGEST = 8 << 20;

    /** Deepest nesting read; the deepest CRD schemas in use stay under 60. */
    public static final int DEEPEST = 100;

    private static final int MOST_ALIASES = 50;

    private SafeYaml() {}

    /**
     * Reads all documents of a text; empty ones are left out.
     *
     * @param text YAML or JSON
     * @param source file name for messages
     * @throws DeliveryException naming source, line and column
     */
    public static List<Object> documents(String text, String source) throws DeliveryException {
        if (text.length() > LARGEST || text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new DeliveryException(source + " is larger than " + (LARGEST >> 20) + " MiB; split it");
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(false)
                .setAllowRecursiveKeys(false)
                .setMaxAliasesForCollections(MOST_ALIASES)
                .setCodePointLimit(LARGEST)
                .build();
        List<Object> documents = new ArrayList<>();
        try {
            for (Object document : new Load(settings).loadAllFromString(text)) {
                if (document != null) {
                    checkDepth(document, 0, source);
                    documents.add(document);
                }
            }
        } catch (MarkedYamlEngineException e) {
            throw new DeliveryException(source + position(e.getProblemMark()) + ": " + oneLine(e.getProblem()), e);
        } catch (YamlEngineException e) {
            throw new DeliveryException(source + ": " + oneLine(e.getMessage()), e);
        } catch (StackOverflowError e) {
            throw new DeliveryException(source + " is nested deeper than " + DEEPEST + " levels", e);
        }
        return documents;
    }

    /** Reads a text that must be one mapping; an empty text is an empty mapping. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> mapping(String text, String source) throws DeliveryException {
        List<Object> documents = documents(text, source);
        if (documents.isEmpty()) {
            return Map.of();
        }
        if (documents.size() > 1 || !(documents.get(0) instanceof Map<?, ?> map)) {
            throw new DeliveryException(source + " must be one mapping of keys to values");
        }
        return (Map<String, Object>) map;
    }

    private static void checkDepth(Object value, int depth, String source) throws DeliveryException {
        if (depth > DEEPEST) {
            throw new DeliveryException(source + " is nested deeper than " + DEEPEST + " levels");
        }
        if (value instanceof Map<?, ?> map) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (!(entry.getKey() instanceof String)) {
                    throw new DeliveryException(
                            source + ": the key '" + entry.getKey() + "' is not a text; put it in quotes");
                }
                checkDepth(entry.getValue(), depth + 1, source);
            }
        } else if (value instanceof Iterable<?> list) {
            for (Object item : list) {
                checkDepth(item, depth + 1, source);
            }
        }
    }

    private static String position(Optional<Mark> mark) {
        return mark.map(m -> ", line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
                .orElse("");
    }

    private static String oneLine(String text) {
        return text == null
                ? "cannot be read as YAML"
                : text.replaceAll("\\s+", " ").trim();
    }
}
