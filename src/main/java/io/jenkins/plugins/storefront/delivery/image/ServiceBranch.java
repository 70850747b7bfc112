package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.ProcessOutput;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.ForwardingDelivery;

/** A step's context as the build of one of several services sees it: what is said then begins with the service's name. */
final class ServiceBranch extends ForwardingDelivery {
    private final String service;

    ServiceBranch(DeliveryContext whole, String service) {
        super(whole);
        this.service = service;
    }

    @Override
    public EventSink events() {
        EventSink sink = whole.events();
        return event -> sink.publish(named(event));
    }

    private DeliveryEvent named(DeliveryEvent event) {
        if (event instanceof ProcessOutput output) {
            return new ProcessOutput(output.at(), service + ": " + output.source(), output.line());
        } else if (event instanceof Remark remark) {
            return new Remark(remark.at(), remark.warning(), service + ": " + remark.subject(), remark.text());
        }
        return event;
    }
}
