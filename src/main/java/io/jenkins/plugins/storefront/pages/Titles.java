package io.jenkins.plugins.storefront.pages;

import java.util.ResourceBundle;
import org.jvnet.localizer.LocaleProvider;

/** Names of the pages in the reader's language, for links and headings that Jenkins itself writes. */
final class Titles {
    private static final ResourceBundle.Control EXACT =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Titles() {}

    static String of(String key) {
        return ResourceBundle.getBundle(
                        Titles.class.getName(), LocaleProvider.getLocale(), Titles.class.getClassLoader(), EXACT)
                .getString(key);
    }
}
