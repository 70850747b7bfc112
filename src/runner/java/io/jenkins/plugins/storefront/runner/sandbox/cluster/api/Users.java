package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import java.util.Map;
import java.util.Set;

/** Who may do what: {@code admin} everything, {@code viewer} look. Each has a bearer token, new with each cluster. */
public final class Users {
    /** Where accounts ask what they may do, as {@code kubectl auth can-i} does. */
    static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private static final Set<String> LOOKING = Set.of("get", "list", "watch");

    private final Map<String, String> names;

    /** Users with these tokens. */
    public Users(Secret admin, Secret viewer) {
        names = Map.of("Bearer " + admin.reveal(), "admin", "Bearer " + viewer.reveal(), "viewer");
    }

    /** The name of who sent this {@code Authorization} header. */
    String identify(String authorization) throws ApiFault {
        String name = authorization == null ? null : names.get(authorization);
        if (name == null) {
            throw new ApiFault(401, "Unauthorized", "Unauthorized");
        }
        return name;
    }

    /** Answers a SelfSubjectAccessReview: the same object with its status. */
    ObjectNode review(String user, ObjectNode asked) {
        boolean allowed = user.equals("admin")
                || LOOKING.contains(asked.at("/spec/resourceAttributes/verb").asText());
        asked.putObject("status").put("allowed", allowed);
        return asked;
    }

    void authorize(String user, String verb, RequestPath path) throws ApiFault {
        if (user.equals("admin") || LOOKING.contains(verb)) {
            return;
        }
        String object = path.isList() ? path.type().resource() : path.type().resource() + " \"" + path.name() + "\"";
        throw new ApiFault(
                403,
                "Forbidden",
                object + " is forbidden: User \"" + user + "\" cannot " + verb + " resource \""
                        + path.type().plural() + "\" in API group \""
                        + path.type().group() + "\""
                        + (path.namespace().isEmpty()
                                ? " at the cluster scope"
                                : " in the namespace \"" + path.namespace() + "\""));
    }
}
