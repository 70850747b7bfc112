package io.jenkins.plugins.storefront.delivery.rollout.check;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import java.util.Map;

/** Reads a cluster's events, of the old and the new form. */
public final class Events {
    private Events() {}

    /** When it last happened, as the cluster wrote it (RFC 3339, UTC); empty where it does not say. */
    public static String time(Map<String, Object> event) {
        for (String[] path : new String[][] {
            {"series", "lastObservedTime"}, {"lastTimestamp"}, {"eventTime"}, {"metadata", "creationTimestamp"}
        }) {
            String time = Fields.text(event, path);
            if (time != null) {
                return time;
            }
        }
        return "";
    }

    /** One line for people. */
    public static String line(Map<String, Object> event) {
        return Fields.text(event, "reason") + " " + Fields.text(event, "involvedObject", "kind") + " "
                + Fields.text(event, "involvedObject", "name") + ": "
                + String.valueOf(Fields.text(event, "message")).replaceAll("\\s+", " ");
    }
}
