package io.jenkins.plugins.storefront.runner.sandbox.cluster.api;

import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceType;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.ResourceTypes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path below {@code /api} or {@code /apis} names (kubernetes.io/docs/reference/using-api/api-concepts, "Resource URIs").
 *
 * @param namespace empty for objects of the whole cluster, and for a list over all namespaces
 * @param name empty for a list
 * @param subresource such as {@code log}, or empty
 */
record RequestPath(ResourceType type, String namespace, String name, String subresource) {
    private static final Pattern RESOURCE = Pattern.compile("/(?:api|apis/(?<group>[^/]+))/(?<version>v[^/]+)"
            + "(?:/namespaces/(?<namespace>[^/]+)(?=/[^/]+))?/(?<plural>[^/]+)(?:/(?<name>[^/]+))?(?:/(?<sub>[^/]+))?");

    static RequestPath parse(String path, ResourceTypes types) throws ApiFault {
        Matcher matcher = RESOURCE.matcher(path);
        if (!matcher.matches()) {
            throw ApiFault.noResource();
        }
        ResourceType type = types.ofPath(text(matcher, "group"), matcher.group("version"), matcher.group("plural"))
                .orElseThrow(ApiFault::noResource);
        String namespace = text(matcher, "namespace");
        if (!type.namespaced() && !namespace.isEmpty()) {
            throw ApiFault.noResource();
        }
        return new RequestPath(type, namespace, text(matcher, "name"), text(matcher, "sub"));
    }

    private static String text(Matcher matcher, String group) {
        return matcher.group(group) == null ? "" : matcher.group(group);
    }

    boolean isList() {
        return name.isEmpty();
    }

    Key key() {
        return key(name);
    }

    Key key(String objectName) {
        return new Key(type, namespace, objectName);
    }
}
