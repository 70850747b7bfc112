package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;

/**
 * How a second set gets its share of the traffic.
 *
 * @param apiVersion of the routing object; of {@link Kind#RULE} and {@link Kind#HTTP_ROUTE}
 * @param object kind of the routing object; likewise
 * @param name of the routing object; null where there is none
 * @param second path of the second set's weight, such as {@code spec.backends[1].weight}; of {@link Kind#RULE}
 * @param stable path of the weight of what serves now, or null; of {@link Kind#RULE}
 */
public record Traffic(Kind kind, String apiVersion, String object, String name, String second, String stable) {
    /** The ways. */
    public enum Kind {
        /** The selector of the Services: all or nothing. */
        SERVICE,
        /** The number of its pods behind the same Services. */
        REPLICAS,
        /** Weights of the backends of a Gateway API HTTPRoute. */
        HTTP_ROUTE,
        /** A second Ingress with the annotations of Ingress-NGINX. */
        NGINX,
        /** Numbers in any object. */
        RULE
    }

    public static final Traffic SERVICE = new Traffic(Kind.SERVICE, null, null, null, null, null);
    public static final Traffic REPLICAS = new Traffic(Kind.REPLICAS, null, null, null, null, null);

    /** By a HTTPRoute of that name in the namespace of the Services. */
    public static Traffic route(String name) throws DeliveryException {
        return new Traffic(
                Kind.HTTP_ROUTE, "gateway.networking.k8s.io/v1", "HTTPRoute", named(name, "route"), null, null);
    }

    /** By a copy of the Ingress of that name. */
    public static Traffic nginx(String name) throws DeliveryException {
        return new Traffic(Kind.NGINX, "networking.k8s.io/v1", "Ingress", named(name, "ingress"), null, null);
    }

    /** By numbers in an object that is there, or comes with the manifests. */
    public static Traffic rule(String apiVersion, String kind, String name, String second, String stable)
            throws DeliveryException {
        if (apiVersion == null || kind == null || name == null || second == null) {
            throw new DeliveryException(
                    "canary: a traffic rule needs apiVersion, kind, name and canary (the path of the"
                            + " canary's weight, such as 'spec.backends[1].weight')");
        }
        Path.parse(second);
        if (stable != null) {
            Path.parse(stable);
        }
        return new Traffic(Kind.RULE, apiVersion, kind, name, second, stable);
    }

    private static String named(String name, String what) throws DeliveryException {
        if (name == null || name.isBlank()) {
            throw new DeliveryException("canary: traffic by " + what + " needs its name");
        }
        return name;
    }

    /** Whether the second set has pods of its own that no Service of the old set selects. */
    public boolean isSeparate() {
        return kind != Kind.REPLICAS;
    }
}
