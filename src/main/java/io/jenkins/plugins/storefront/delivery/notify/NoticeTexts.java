package io.jenkins.plugins.storefront.delivery.notify;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words of notices that rules tell. Immutable. */
final class NoticeTexts {
    private static final String BUNDLE = "io.jenkins.plugins.storefront.delivery.notify.rules";

    private final ResourceBundle bundle;

    /** @param language code, or null for English */
    NoticeTexts(String language) {
        Locale locale = "zh_CN".equals(language) ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT;
        bundle = ResourceBundle.getBundle(
                BUNDLE,
                locale,
                NoticeTexts.class.getClassLoader(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    String text(String key, Object... parameters) {
        return MessageFormat.format(bundle.getString(key), parameters);
    }
}
