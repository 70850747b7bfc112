package io.jenkins.plugins.storefront.delivery.rollout;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Moves a Secret's {@code stringData} into its {@code data}. The API server does so only after it has noted who owns which field, so
 * that what leaves {@code stringData} later would stay in the Secret, and an undo would not bring back what was there.
 */
public final class SecretData {
    private SecretData() {}

    public static Manifest moved(Manifest manifest) {
        Map<String, Object> plain = Fields.map(manifest.object(), "stringData");
        if (!manifest.kind().equals("Secret") || !"v1".equals(manifest.apiVersion()) || plain.isEmpty()) {
            return manifest;
        }
        Map<String, Object> data = new LinkedHashMap<>(Fields.map(manifest.object(), "data"));
        plain.forEach((key, value) -> data.put(
                key, Base64.getEncoder().encodeToString(String.valueOf(value).getBytes(StandardCharsets.UTF_8))));
        Map<String, Object> object = new LinkedHashMap<>(manifest.object());
        object.remove("stringData");
        object.put("data", data);
        return new Manifest(object);
    }
}
