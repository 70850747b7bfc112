package io.jenkins.plugins.storefront.steps;

import hudson.model.Descriptor.FormException;
import hudson.util.FormValidation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Of a step with parameters that are maps. Stapler makes no map of a form's text, so these fields are taken out of the form before it
 * binds, and set after.
 *
 * @param <S> the step
 */
public abstract class MapFieldsDescriptor<S extends Step> extends StepDescriptor {
    private final List<MapField<? super S, ?>> fields;

    MapFieldsDescriptor(List<MapField<? super S, ?>> fields) {
        this.fields = List.copyOf(fields);
    }

    /** What the form shows instead of the step: each map as lines. */
    @SuppressWarnings("unchecked")
    public final Map<String, String> lines(Object step) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (MapField<? super S, ?> field : fields) {
            texts.put(field.name(), step == null ? "" : field.shown((S) step));
        }
        return texts;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final Step newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        Map<String, String> texts = new LinkedHashMap<>();
        List<Consumer<? super S>> settings = new ArrayList<>();
        for (MapField<? super S, ?> field : fields) {
            if (formData.get(field.name()) instanceof String text) {
                settings.add(field.setting(
                        text)); // before any is taken out, as Jenkins goes on by itself after an exception
                texts.put(field.name(), text);
            }
        }
        texts.keySet().forEach(formData::remove);
        try {
            S step = (S) super.newInstance(req, formData);
            settings.forEach(setting -> setting.accept(step));
            return step;
        } finally {
            texts.forEach(formData::put);
        }
    }

    /** Whether the field's lines can be read. It looks at the text alone, so anybody may ask. */
    final FormValidation check(String name, String text) {
        for (MapField<? super S, ?> field : fields) {
            if (field.name().equals(name)) {
                try {
                    field.setting(text == null ? "" : text);
                } catch (FormException e) {
                    return FormValidation.error(e.getMessage());
                }
            }
        }
        return FormValidation.ok();
    }
}
