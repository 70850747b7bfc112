package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import java.time.Instant;

/** An item that waits for its digest or for the next working time. */
public record DeskHeld(String id, DeskTarget target, String origin, Instant due, DeskLine line) {}
