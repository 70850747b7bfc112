package io.jenkins.plugins.storefront.delivery.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Values that a JSON Schema might accept: of the right kind mostly, and of another now and then. */
final class Generated {
    private static final List<Object> SCALARS = List.of(
            "cart",
            "a/b",
            "/a",
            "../a",
            "#a",
            "a@b.c",
            "Cart",
            "-x",
            "a b",
            "x:1",
            "tar:a",
            "jib",
            "docker",
            "",
            "k8s/*.yaml",
            1,
            80,
            70000,
            0,
            1.5,
            true,
            false);

    private final Random random;
    private final JsonNode root;

    Generated(Random random, JsonNode root) {
        this.random = random;
        this.root = root;
    }

    Object of(JsonNode schema) {
        if (random.nextInt(25) == 0) {
            return switch (random.nextInt(4)) {
                case 0 -> null;
                case 1 -> List.of();
                case 2 -> Map.of("x", 1);
                default -> scalar();
            };
        }
        JsonNode found = schema;
        while (found.has("$ref") || found.has("anyOf")) {
            found = found.has("$ref")
                    ? root.at(found.get("$ref").asText().substring(1))
                    : found.get("anyOf").get(random.nextInt(found.get("anyOf").size()));
        }
        if (found.has("items")) {
            List<Object> list = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                list.add(of(found.get("items")));
            }
            return list;
        } else if (found.has("properties")) {
            Map<String, Object> map = new HashMap<>();
            for (Map.Entry<String, JsonNode> property : found.get("properties").properties()) {
                // dependsOn says what no schema can judge: that each is a service, and that there is no circle
                if (!property.getKey().equals("dependsOn") && random.nextInt(3) > 0) {
                    map.put(random.nextInt(60) == 0 ? "other" : property.getKey(), of(property.getValue()));
                }
            }
            return map;
        } else if (found.has("additionalProperties")) {
            Map<String, Object> map = new HashMap<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                map.put(random.nextInt(8) == 0 ? scalar().toString() : "n" + i, of(found.get("additionalProperties")));
            }
            return map;
        }
        return fitting(found);
    }

    private Object scalar() {
        return SCALARS.get(random.nextInt(SCALARS.size()));
    }

    /** Often one that fits, so that whole documents are accepted often enough. */
    private Object fitting(JsonNode schema) {
        for (int i = 0; i < 12; i++) {
            Object value = scalar();
            boolean fits = schema.has("enum")
                    ? value.equals("jib")
                    : switch (schema.path("type").asText()) {
                        case "string" ->
                            value instanceof String text
                                    && text.matches(schema.path("pattern").asText("[\\s\\S]*"));
                        case "boolean" -> value instanceof Boolean;
                        default -> value instanceof Integer;
                    };
            if (fits) {
                return value;
            }
        }
        return scalar();
    }
}
