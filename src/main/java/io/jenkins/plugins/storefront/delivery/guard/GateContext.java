package io.jenkins.plugins.storefront.delivery.guard;

import java.time.Instant;
import java.util.Map;

/**
 * What a gate is asked about.
 *
 * @param values of the placeholders {@code ${workload}}, {@code ${track}}, {@code ${namespace}} and {@code ${service}}
 * @param since when that began which is judged
 * @param now by the host's clock
 * @param last whether there is no later: what cannot be said now is no
 */
public record GateContext(Map<String, String> values, Instant since, Instant now, boolean last) {
    public GateContext {
        values = Map.copyOf(values);
    }

    /** The text with each known placeholder replaced; all else stays as it is, as queries have dollars of their own. */
    public String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
