package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;
import java.util.List;

/** What is in every cluster: a node, namespaces with a service account, and the end of namespaces. */
final class ClusterBasics implements Controller {
    static final String NODE = "sandbox-1";

    @Override
    public void reconcile(Control control) {
        node(control);
        for (String name : List.of("default", "kube-system")) {
            if (control.get(new Key(control.types().of("v1", "Namespace"), "", name)) == null) {
                ObjectNode namespace = control.draft("v1", "Namespace", "", name);
                namespace.withObject("/metadata").remove("namespace");
                namespace.putObject("status").put("phase", "Active");
                control.create(namespace);
            }
        }
        for (ObjectNode namespace : control.all("v1", "Namespace")) {
            if (Objects.terminating(namespace)) {
                empty(namespace, control);
            } else if (!control.exists(Objects.name(namespace), "v1", "ServiceAccount", "default")) {
                control.create(control.draft("v1", "ServiceAccount", Objects.name(namespace), "default"));
            }
        }
    }

    private static void node(Control control) {
        if (control.get(new Key(control.types().of("v1", "Node"), "", NODE)) == null) {
            ObjectNode node = control.draft("v1", "Node", "", NODE);
            node.withObject("/metadata").remove("namespace");
            control.condition(node.putObject("status"), "Ready", true, "KubeletReady", "the sandbox is ready");
            control.create(node);
        }
    }

    private static void empty(ObjectNode namespace, Control control) {
        List<Key> inside = control.keys().stream()
                .filter(key -> key.namespace().equals(Objects.name(namespace)))
                .toList();
        for (Key key : inside) {
            if (key.type().kind().equals("Pod")) {
                control.delete(control.get(key));
            } else {
                control.remove(key);
            }
        }
        if (inside.isEmpty()) {
            control.remove(control.key(namespace));
        }
    }
}
