package io.jenkins.plugins.storefront.delivery.notify;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Mustache;
import java.util.Map;

/** Lets templates read maps, and nothing of an object by reflection. */
final class MapsOnly extends DefaultCollector {
    @Override
    public Mustache.VariableFetcher createFetcher(Object context, String name) {
        return context instanceof Map<?, ?> || name.startsWith("-") ? super.createFetcher(context, name) : null;
    }
}
