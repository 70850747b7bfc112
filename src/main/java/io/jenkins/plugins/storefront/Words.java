package io.jenkins.plugins.storefront;

import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;

/** Texts for people in their language: {@code Words.properties} and its translations, in the way of generated {@code Messages} classes. */
public final class Words {
    private static final ResourceBundleHolder HOLDER = ResourceBundleHolder.get(Words.class);

    private Words() {}

    /** In the language of who asks now. */
    public static String text(String key, Object... values) {
        return HOLDER.format(key, values);
    }

    /** In the language of whoever looks later. */
    public static Localizable later(String key, Object... values) {
        return new Localizable(HOLDER, key, values);
    }
}
