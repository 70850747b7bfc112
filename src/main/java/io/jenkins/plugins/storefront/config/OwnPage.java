package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.DescriptorVisibilityFilter;
import jenkins.model.Jenkins;

/**
 * Keeps our configuration off the page <i>System</i>, as it has {@linkplain StorefrontLink a page of its own}. Its category stays
 * <i>unclassified</i>, so Configuration as Code finds it where admins look for it.
 */
@Extension
public final class OwnPage extends DescriptorVisibilityFilter {
    @Override
    public boolean filter(Object context, Descriptor descriptor) {
        return !(context instanceof Jenkins && descriptor instanceof StorefrontConfiguration);
    }
}
