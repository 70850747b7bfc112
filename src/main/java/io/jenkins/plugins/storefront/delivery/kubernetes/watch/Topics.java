package io.jenkins.plugins.storefront.delivery.kubernetes.watch;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an object is about, as words that waits subscribe to and that objects are found by. */
final class Topics {
    private Topics() {}

    /** The object itself. */
    static String of(String kind, String namespace, String name) {
        return kind + " " + (namespace == null ? "" : namespace) + "/" + name;
    }

    /** What an object with that uid owns. */
    static String ownedBy(String uid) {
        return "owned by " + uid;
    }

    /** Endpoints of a Service. */
    static String endpointsOf(String namespace, String service) {
        return "endpoints of " + namespace + "/" + service;
    }

    /** Events about an object. */
    static String about(String kind, String namespace, String name) {
        return "about " + of(kind, namespace, name);
    }

    /** By what an object is found: its owners, its Service, what it reports on. */
    static Set<String> of(String kind, Map<String, Object> object) {
        Set<String> topics = new HashSet<>();
        String namespace = Fields.text(object, "metadata", "namespace");
        for (Object owner : Fields.list(object, "metadata", "ownerReferences")) {
            topics.add(ownedBy(Fields.text(owner, "uid")));
        }
        if (kind.equals("EndpointSlice")) {
            String service = Fields.text(object, "metadata", "labels", "kubernetes.io/service-name");
            topics.add(endpointsOf(namespace, service));
        } else if (kind.equals("Event")) {
            topics.add(about(
                    Fields.text(object, "involvedObject", "kind"),
                    Fields.text(object, "involvedObject", "namespace"),
                    Fields.text(object, "involvedObject", "name")));
        }
        return topics;
    }
}
