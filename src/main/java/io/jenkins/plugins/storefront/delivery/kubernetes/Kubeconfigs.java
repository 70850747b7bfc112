package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.ClusterEndpoint;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes kubeconfig files for programs such as kubectl. TLS is verified unless the admin opted out for the one connection. */
public final class Kubeconfigs {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAME = "storefront";

    private Kubeconfigs() {}

    /**
     * A kubeconfig (JSON is YAML) whose current context is the cluster.
     *
     * @param namespace of the context, or null for the endpoint's own
     * @throws DeliveryException for the account that Jenkins itself has in its cluster, which is no job's
     */
    public static Secret of(ClusterEndpoint endpoint, String namespace) throws DeliveryException {
        String space = namespace == null ? endpoint.namespace() : namespace;
        if (endpoint instanceof ClusterEndpoint.Kubeconfig file) {
            return written(chosen(SafeYaml.mapping(file.content().reveal(), "the kubeconfig"), file.context(), space));
        } else if (endpoint instanceof ClusterEndpoint.Address address) {
            return written(made(address, space));
        }
        throw new DeliveryException(
                "the account of the pod that Jenkins runs in is not handed to builds; give this cluster"
                        + " a credential of its own");
    }

    private static Map<String, Object> chosen(Map<String, Object> config, String context, String namespace)
            throws DeliveryException {
        Map<String, Object> copy = new LinkedHashMap<>(config);
        String current = context == null ? Fields.text(config, "current-context") : context;
        List<Object> contexts = new ArrayList<>();
        boolean found = false;
        for (Object one : Fields.list(config, "contexts")) {
            if (current != null && current.equals(Fields.text(one, "name"))) {
                found = true;
                Map<String, Object> inside = new LinkedHashMap<>(Fields.map(one, "context"));
                if (namespace != null) {
                    inside.put("namespace", namespace);
                }
                contexts.add(Map.of("name", current, "context", inside));
            } else {
                contexts.add(one);
            }
        }
        if (!found) {
            throw new DeliveryException("the kubeconfig has no context '" + current + "'");
        }
        copy.put("contexts", contexts);
        copy.put("current-context", current);
        return copy;
    }

    private static Map<String, Object> made(ClusterEndpoint.Address address, String namespace) {
        Map<String, Object> cluster = new LinkedHashMap<>();
        cluster.put("server", address.url());
        if (address.caCertificate() != null) {
            cluster.put("certificate-authority-data", base64(address.caCertificate()));
        } else if (address.skipTlsVerify()) {
            cluster.put("insecure-skip-tls-verify", true);
        }
        Map<String, Object> user = new LinkedHashMap<>();
        put(user, "token", address.token());
        if (address.password() != null) {
            user.put("username", address.user());
            put(user, "password", address.password());
        }
        if (address.clientCertificate() != null && address.clientKey() != null) {
            user.put("client-certificate-data", base64(address.clientCertificate()));
            user.put("client-key-data", base64(address.clientKey().reveal()));
        }
        Map<String, Object> context = new LinkedHashMap<>(Map.of("cluster", NAME, "user", NAME));
        if (namespace != null) {
            context.put("namespace", namespace);
        }
        return new LinkedHashMap<>(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Config",
                "clusters",
                List.of(Map.of("name", NAME, "cluster", cluster)),
                "users",
                List.of(Map.of("name", NAME, "user", user)),
                "contexts",
                List.of(Map.of("name", NAME, "context", context)),
                "current-context",
                NAME));
    }

    private static void put(Map<String, Object> user, String name, Secret secret) {
        if (secret != null) {
            user.put(name, secret.reveal());
        }
    }

    private static String base64(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
    }

    private static Secret written(Map<String, Object> config) {
        try {
            return Secret.of(MAPPER.writeValueAsString(config));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a kubeconfig cannot be written as JSON", e);
        }
    }
}
