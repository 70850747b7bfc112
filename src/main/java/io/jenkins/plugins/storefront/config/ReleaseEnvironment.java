package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Where a release can be put. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class ReleaseEnvironment extends AbstractDescribableImpl<ReleaseEnvironment> {
    private final String name;
    private Tier tier = Tier.DEVELOPMENT;
    private String cluster;
    private String namespace;
    private UndoPolicy undo = UndoPolicy.NEVER;

    @DataBoundConstructor
    public ReleaseEnvironment(String name) {
        this.name = Texts.required(name, "Environment");
    }

    public String getName() {
        return name;
    }

    public Tier getTier() {
        return tier;
    }

    @DataBoundSetter
    public void setTier(Tier tier) {
        this.tier = tier;
    }

    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Texts.orNull(cluster);
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Texts.orNull(namespace);
    }

    public UndoPolicy getUndo() {
        return undo;
    }

    @DataBoundSetter
    public void setUndo(UndoPolicy undo) {
        this.undo = undo;
    }

    Environment toSettings() {
        return new Environment(name, tier, cluster, namespace, undo);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("environment")
    public static final class DescriptorImpl extends Descriptor<ReleaseEnvironment> {
        @Override
        public String getDisplayName() {
            return "Environment";
        }
    }
}
