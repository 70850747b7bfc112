package io.jenkins.plugins.storefront.config;

import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Where a release can be put. Written to Jenkins' configuration by XStream; changed only by an admin. */
public final class ReleaseEnvironment extends AbstractDescribableImpl<ReleaseEnvironment> {
    private final String name;
    private Tier tier = Tier.DEVELOPMENT;
    private String cluster;
    private String namespace;
    private UndoPolicy undo = UndoPolicy.NEVER;
    private boolean restricted;

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

    public boolean isRestricted() {
        return restricted;
    }

    /** Whether a deployment there takes the permission Storefront/Deploy. */
    @DataBoundSetter
    public void setRestricted(boolean restricted) {
        this.restricted = restricted;
    }

    Environment toSettings() {
        return new Environment(name, tier, cluster, namespace, undo, restricted);
    }

    /** Names it in the configuration. */
    @Extension
    @Symbol("environment")
    public static final class DescriptorImpl extends Descriptor<ReleaseEnvironment> {
        @Override
        public String getDisplayName() {
            return Words.text("environment");
        }

        /** What a choice is called. */
        public String label(Tier tier) {
            return Words.text("tier." + tier.name());
        }

        /** What a choice is called. */
        public String label(UndoPolicy undo) {
            return Words.text("undo." + undo.name());
        }

        @POST
        public ComboBoxModel doFillClusterItems(@AncestorInPath Item item) {
            FormPlace place = FormPlace.of(item);
            ComboBoxModel model = new ComboBoxModel();
            if (place.mayConfigure()) {
                model.addAll(clusters(place));
            }
            return model;
        }

        @POST
        public FormValidation doCheckName(
                @AncestorInPath Item item, @QueryParameter String value, @QueryParameter String was) {
            FormPlace place = FormPlace.of(item);
            return place.mayConfigure()
                    ? Checks.name(place, Rules.name(value), value, was, settings -> settings.environments().stream()
                            .map(Environment::name)
                            .toList())
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckCluster(@AncestorInPath Item item, @QueryParameter String value) {
            FormPlace place = FormPlace.of(item);
            if (!place.mayConfigure()) {
                return FormValidation.ok();
            }
            String name = Texts.orNull(value);
            return name == null
                    ? Checks.say("rule.environment.cluster")
                    : clusters(place).contains(name)
                            ? FormValidation.ok()
                            : FormValidation.warning(Words.text("warn.environment.cluster", name));
        }

        @POST
        public FormValidation doCheckNamespace(@AncestorInPath Item item, @QueryParameter String value) {
            return FormPlace.of(item).mayConfigure() ? Checks.say(Rules.namespace(value)) : FormValidation.ok();
        }

        private static List<String> clusters(FormPlace place) {
            return LocalSettings.around(place.group()).clusters().stream()
                    .map(ClusterSettings::name)
                    .toList();
        }
    }
}
