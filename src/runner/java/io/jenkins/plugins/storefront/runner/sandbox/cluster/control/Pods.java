package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;

/** Makes the pods of workloads. */
final class Pods {
    private Pods() {}

    /** A pod from its owner's template. */
    static ObjectNode of(ObjectNode owner, String name, Control control) {
        ObjectNode pod = control.draft("v1", "Pod", Objects.namespace(owner), name);
        ObjectNode metadata = pod.withObject("/metadata");
        for (String field : new String[] {"labels", "annotations"}) {
            if (owner.at("/spec/template/metadata/" + field).isObject()) {
                metadata.set(field, owner.at("/spec/template/metadata/" + field).deepCopy());
            }
        }
        Objects.own(pod, owner);
        pod.set("spec", owner.at("/spec/template/spec").deepCopy());
        pod.putObject("status").put("phase", "Pending");
        return pod;
    }
}
