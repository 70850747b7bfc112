package io.jenkins.plugins.storefront.delivery.notify.text;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A language that notices are written in. */
public enum Language {
    EN("en", Locale.ROOT),
    ZH_CN("zh_CN", Locale.SIMPLIFIED_CHINESE);

    private final String code;
    private final Locale locale;

    Language(String code, Locale locale) {
        this.code = code;
        this.locale = locale;
    }

    /** As files and parameters have it. */
    public String code() {
        return code;
    }

    Locale locale() {
        return locale;
    }

    /**
     * The language of that code; English where {@code code} is null. {@code zh-CN} is read as well.
     *
     * @throws DeliveryException naming the codes there are
     */
    public static Language of(String code) throws DeliveryException {
        if (code == null) {
            return EN;
        }
        List<String> codes = Arrays.stream(values()).map(Language::code).toList();
        for (Language one : values()) {
            if (one.code.equalsIgnoreCase(code.replace('-', '_'))) {
                return one;
            }
        }
        throw new DeliveryException("notices are not written in '" + code.replaceAll("\\p{Cntrl}", "?") + "'"
                + Nearest.hintAndAll(code, codes));
    }
}
