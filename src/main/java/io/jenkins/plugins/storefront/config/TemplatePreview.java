package io.jenkins.plugins.storefront.config;

import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.NoticePreview;
import io.jenkins.plugins.storefront.delivery.notify.preview.PreviewPage;
import io.jenkins.plugins.storefront.delivery.notify.preview.SlackText;
import io.jenkins.plugins.storefront.delivery.notify.text.ExampleRelease;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseFields;
import io.jenkins.plugins.storefront.delivery.notify.text.TeamTemplate;
import io.jenkins.plugins.storefront.pages.NoticeFrame;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/**
 * The page <i>Notices</i> under Manage Jenkins » Storefront: what people would see of an example release, with our templates or with one
 * that is tried out. Nothing is sent, and nothing that is entered is kept.
 */
public final class TemplatePreview {
    private static final String TEXT = "template.mustache";
    private static final String HTML = "template.html.mustache";

    TemplatePreview() {}

    public String getDisplayName() {
        return Words.text("preview");
    }

    /** States of the example. */
    public ExampleRelease[] getExamples() {
        return ExampleRelease.values();
    }

    public Language[] getLanguages() {
        return Language.values();
    }

    /** What a state of the example is called. */
    public String label(ExampleRelease example) {
        return Words.text("preview." + example.name());
    }

    /** What a language is called. */
    public String languageLabel(Language language) {
        return Words.text("language." + language.code());
    }

    /** What templates may use. */
    public List<ReleaseFields.Field> getFields() {
        return ReleaseFields.all();
    }

    /** The frame when the page is opened. */
    @GET
    public void doShown(StaplerResponse2 response) throws IOException {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        NoticeFrame.write(response, shown(ExampleRelease.UNDONE, Language.EN, null));
    }

    /** The frame with what was chosen and entered; what is wrong in a template is shown in its place. */
    @POST
    public void doRender(
            StaplerResponse2 response,
            @QueryParameter String example,
            @QueryParameter String language,
            @QueryParameter String form,
            @QueryParameter String template)
            throws IOException {
        Jenkins.get().checkPermission(Jenkins.SYSTEM_READ);
        NoticeFrame.write(
                response,
                shown(
                        chosen(example),
                        "zh_CN".equals(language) ? Language.ZH_CN : Language.EN,
                        "html".equals(form) ? named(HTML, template) : named(TEXT, template)));
    }

    private static ExampleRelease chosen(String example) {
        for (ExampleRelease one : ExampleRelease.values()) {
            if (one.name().equals(example)) {
                return one;
            }
        }
        return ExampleRelease.UNDONE;
    }

    private static String[] named(String file, String template) {
        return Texts.orNull(template) == null ? null : new String[] {file, template};
    }

    private static String shown(ExampleRelease example, Language language, String[] template) {
        try {
            TeamTemplate team = template == null ? null : TeamTemplate.checked(template[0], template[1]);
            return new PreviewPage()
                    .add(
                            Words.text("preview." + example.name()),
                            language,
                            NoticePreview.of(example.run(), example.release(), example.excerpt(), language, team))
                    .html();
        } catch (DeliveryException e) {
            return "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>!</title></head><body><pre>"
                    + SlackText.escape(e.getMessage()) + "</pre></body></html>";
        }
    }
}
