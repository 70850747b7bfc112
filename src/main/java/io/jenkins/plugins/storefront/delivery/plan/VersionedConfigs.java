package io.jenkins.plugins.storefront.delivery.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Names ConfigMaps and Secrets by their content, so that a change of one starts new pods and the pods of before keep what they read.
 * What Pod templates of the set refer to is rewritten; the same content always gets the same name.
 */
public final class VersionedConfigs {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final int DIGITS = 10;

    /** Longest name of an object with a DNS subdomain's name. */
    private static final int LONGEST = 253;

    private final Map<String, String> names = new HashMap<>();

    private VersionedConfigs() {}

    /** The set with such names; objects have their namespaces already. */
    public static List<Manifest> apply(List<Manifest> set) {
        VersionedConfigs versions = new VersionedConfigs();
        set.stream().filter(VersionedConfigs::isConfig).forEach(versions::name);
        List<Manifest> renamed = new ArrayList<>();
        for (Manifest manifest : set) {
            renamed.add(isConfig(manifest) ? versions.renamed(manifest) : versions.referring(manifest));
        }
        return renamed;
    }

    private static boolean isConfig(Manifest manifest) {
        return manifest.apiVersion().equals("v1")
                && (manifest.kind().equals("ConfigMap") || manifest.kind().equals("Secret"));
    }

    private static String key(String kind, String namespace, String name) {
        return kind + " " + namespace + "/" + name;
    }

    private void name(Manifest manifest) {
        Map<String, Object> content = new HashMap<>();
        for (String part : List.of("data", "binaryData", "stringData", "type", "immutable")) {
            content.put(part, manifest.object().get(part));
        }
        String base = manifest.name().substring(0, Math.min(manifest.name().length(), LONGEST - DIGITS - 1));
        names.put(key(manifest.kind(), manifest.namespace(), manifest.name()), base + "-" + hash(content));
    }

    /** Short and stable over runs: the first digits of the SHA-256 of the value as JSON with sorted keys. */
    public static String hash(Object value) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("an object cannot be hashed", e);
        }
    }

    private Manifest renamed(Manifest manifest) {
        Map<String, Object> object = manifest.deepCopy();
        Fields.map(object, "metadata")
                .put("name", names.get(key(manifest.kind(), manifest.namespace(), manifest.name())));
        return Overrides.annotated(new Manifest(object), Marks.VERSION_OF, manifest.name());
    }

    private Manifest referring(Manifest manifest) {
        Manifest copy = new Manifest(manifest.deepCopy());
        Map<String, Object> template = PodTemplates.of(copy.object());
        for (Object container : PodTemplates.allContainers(template)) {
            for (Object from : Fields.list(container, "envFrom")) {
                point(copy, "ConfigMap", Fields.map(from, "configMapRef"), "name");
                point(copy, "Secret", Fields.map(from, "secretRef"), "name");
            }
            for (Object variable : Fields.list(container, "env")) {
                point(copy, "ConfigMap", Fields.map(variable, "valueFrom", "configMapKeyRef"), "name");
                point(copy, "Secret", Fields.map(variable, "valueFrom", "secretKeyRef"), "name");
            }
        }
        for (Object volume : Fields.list(template, "spec", "volumes")) {
            point(copy, "ConfigMap", Fields.map(volume, "configMap"), "name");
            point(copy, "Secret", Fields.map(volume, "secret"), "secretName");
            for (Object source : Fields.list(volume, "projected", "sources")) {
                point(copy, "ConfigMap", Fields.map(source, "configMap"), "name");
                point(copy, "Secret", Fields.map(source, "secret"), "name");
            }
        }
        Fields.list(template, "spec", "imagePullSecrets")
                .forEach(pull -> point(copy, "Secret", Fields.map(pull), "name"));
        Fields.list(copy.object(), "spec", "tls").forEach(tls -> point(copy, "Secret", Fields.map(tls), "secretName"));
        return copy;
    }

    private void point(Manifest owner, String kind, Map<String, Object> reference, String field) {
        String version = names.get(key(kind, owner.namespace(), Fields.text(reference, field)));
        if (version != null) {
            reference.put(field, version);
        }
    }
}
