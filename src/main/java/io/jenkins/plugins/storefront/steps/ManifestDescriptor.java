package io.jenkins.plugins.storefront.steps;

import hudson.util.FormValidation;
import java.util.List;
import java.util.stream.Stream;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * Checks of the maps that each {@link ManifestStep} has.
 *
 * @param <S> the step
 */
public abstract class ManifestDescriptor<S extends ManifestStep> extends MapFieldsDescriptor<S> {
    private static final List<MapField<ManifestStep, ?>> SHARED = List.of(
            new MapField<>("helmValues", MapLines.YAML, ManifestStep::getHelmValues, ManifestStep::setHelmValues),
            new MapField<>("images", MapLines.TEXTS, ManifestStep::getImages, ManifestStep::setImages),
            new MapField<>("replicas", MapLines.NUMBERS, ManifestStep::getReplicas, ManifestStep::setReplicas),
            new MapField<>("labels", MapLines.TEXTS, ManifestStep::getLabels, ManifestStep::setLabels),
            new MapField<>("hooks", MapLines.TEXTS, ManifestStep::getHooks, ManifestStep::setHooks));

    ManifestDescriptor(List<MapField<S, ?>> own) {
        super(Stream.<MapField<? super S, ?>>concat(SHARED.stream(), own.stream())
                .toList());
    }

    @POST
    public FormValidation doCheckHelmValues(@QueryParameter String value) {
        return check("helmValues", value);
    }

    @POST
    public FormValidation doCheckImages(@QueryParameter String value) {
        return check("images", value);
    }

    @POST
    public FormValidation doCheckReplicas(@QueryParameter String value) {
        return check("replicas", value);
    }

    @POST
    public FormValidation doCheckLabels(@QueryParameter String value) {
        return check("labels", value);
    }

    @POST
    public FormValidation doCheckHooks(@QueryParameter String value) {
        return check("hooks", value);
    }
}
