package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Key;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.store.Objects;

/** Keeps one EndpointSlice for each Service that selects pods (k8s.io/kubernetes/pkg/controller/endpointslice). */
final class EndpointsController implements Controller {
    @Override
    public void reconcile(Control control) {
        for (ObjectNode service : control.all("v1", "Service")) {
            JsonNode selector = service.at("/spec/selector");
            if (selector.isEmpty() || service.at("/spec/type").asText().equals("ExternalName")) {
                continue;
            }
            Key key = new Key(
                    control.types().of("discovery.k8s.io/v1", "EndpointSlice"),
                    Objects.namespace(service),
                    Objects.name(service) + "-" + Replicas.suffix(Objects.uid(service)));
            ObjectNode slice = control.get(key);
            if (slice == null) {
                slice = control.create(draft(service, key, control));
            }
            ArrayNode endpoints = endpoints(service, selector, control);
            if (!slice.path("endpoints").equals(endpoints)) {
                control.change(slice, it -> it.set("endpoints", endpoints));
            }
        }
    }

    private static ObjectNode draft(ObjectNode service, Key key, Control control) {
        ObjectNode slice = control.draft("discovery.k8s.io/v1", "EndpointSlice", key.namespace(), key.name());
        slice.withObject("/metadata/labels")
                .put("kubernetes.io/service-name", Objects.name(service))
                .put("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
        Objects.own(slice, service);
        slice.put("addressType", "IPv4");
        slice.putArray("endpoints");
        ArrayNode ports = slice.putArray("ports");
        for (JsonNode port : service.at("/spec/ports")) {
            ports.addObject()
                    .put("name", port.path("name").asText())
                    .put("port", port.path("targetPort").asInt(port.path("port").asInt()))
                    .put("protocol", port.path("protocol").asText("TCP"));
        }
        return slice;
    }

    /** Pods that have begun to run; those that go are no longer ready, whatever they say. */
    private static ArrayNode endpoints(ObjectNode service, JsonNode selector, Control control) {
        boolean always = service.at("/spec/publishNotReadyAddresses").asBoolean();
        ArrayNode endpoints = JsonNodeFactory.instance.arrayNode();
        for (ObjectNode pod : control.in(Objects.namespace(service), "v1", "Pod")) {
            boolean runs = pod.at("/status/phase").asText().equals("Running");
            if (!runs || !Objects.matches(pod.at("/metadata/labels"), selector)) {
                continue;
            }
            boolean serving = Objects.isTrue(pod, "Ready");
            ObjectNode endpoint = endpoints.addObject();
            endpoint.putArray("addresses").add(pod.at("/status/podIP").asText("10.1.0.1"));
            endpoint.putObject("conditions")
                    .put("ready", always || serving && !Objects.terminating(pod))
                    .put("serving", serving)
                    .put("terminating", Objects.terminating(pod));
            endpoint.put("nodeName", ClusterBasics.NODE);
            endpoint.putObject("targetRef")
                    .put("kind", "Pod")
                    .put("name", Objects.name(pod))
                    .put("namespace", Objects.namespace(pod))
                    .put("uid", Objects.uid(pod));
        }
        return endpoints;
    }
}
