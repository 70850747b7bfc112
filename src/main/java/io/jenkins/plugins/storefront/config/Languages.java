package io.jenkins.plugins.storefront.config;

import hudson.util.ListBoxModel;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;

/** The languages that notices are written in, for forms. */
final class Languages {
    private Languages() {}

    /** Null where the form or the file names the default, so that it is neither kept nor exported. */
    static String orDefault(String language) {
        return Language.EN.code().equals(language) ? null : Texts.orNull(language);
    }

    static ListBoxModel items() {
        ListBoxModel items = new ListBoxModel();
        items.add(Words.text("language.unsaid"), "");
        for (Language one : Language.values()) {
            items.add(Words.text("language." + one.code()), one.code());
        }
        return items;
    }
}
