package io.jenkins.plugins.storefront.delivery.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.util.List;
import java.util.Map;

/**
 * Keeps what a kubeconfig from a credential may name to what is in it: its {@code exec} would run a program on the controller, its
 * {@code tokenFile} would send a file of the controller to an address that its author chose. Keys are those of
 * kubernetes/client-go, tools/clientcmd/api/v1.
 */
final class KubeconfigCheck {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> CLUSTER_FILES = List.of("certificate-authority");
    private static final List<String> USER_FILES = List.of("tokenFile", "client-certificate", "client-key");
    private static final List<String> PROGRAMS = List.of("exec", "auth-provider");

    private KubeconfigCheck() {}

    /**
     * The kubeconfig once more, as JSON, so that nothing reads it otherwise than it was checked.
     *
     * @throws DeliveryException where it names a program or a file
     */
    static String selfContained(String kubeconfig) throws DeliveryException {
        Map<String, Object> config = SafeYaml.mapping(kubeconfig, "the kubeconfig");
        for (Object cluster : Fields.list(config, "clusters")) {
            refuse(Fields.map(cluster, "cluster"), "cluster '" + Fields.text(cluster, "name") + "'", CLUSTER_FILES);
        }
        for (Object user : Fields.list(config, "users")) {
            Map<String, Object> login = Fields.map(user, "user");
            String who = "user '" + Fields.text(user, "name") + "'";
            refuse(login, who, USER_FILES);
            for (String program : PROGRAMS) {
                if (login.get(program) != null) {
                    throw new DeliveryException("the kubeconfig's " + who + " logs in by a program (" + program
                            + "), which a credential may not run here; give the cluster an address and a token");
                }
            }
        }
        try {
            return MAPPER.writeValueAsString(config);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read cannot be written as JSON", e);
        }
    }

    private static void refuse(Map<String, Object> part, String whose, List<String> files) throws DeliveryException {
        for (String file : files) {
            if (part.get(file) != null) {
                throw new DeliveryException("the kubeconfig's " + whose + " names a file (" + file
                        + "), which a credential may not read here; write its content into the kubeconfig: kubectl config"
                        + " view --flatten --minify");
            }
        }
    }
}
