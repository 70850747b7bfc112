package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.localizer.LocaleProvider;

/** What menus and generators call our steps and connections. */
@WithJenkins
class LanguagesTest {
    @Test
    void everyNameInAMenuIsInChineseToo(JenkinsRule j) {
        List<String> missing = new ArrayList<>();
        LocaleProvider before = LocaleProvider.getProvider();
        try {
            for (Descriptor<?> one : Jenkins.get().getExtensionList(Descriptor.class)) {
                if (one.getClass().getName().startsWith("io.jenkins.plugins.storefront.") && isEnglishOnly(one)) {
                    missing.add(one.getId() + ": " + one.getDisplayName());
                }
            }
        } finally {
            LocaleProvider.setProvider(before);
        }
        assertThat(missing).isEmpty();
    }

    private static boolean isEnglishOnly(Descriptor<?> one) {
        LocaleProvider.setProvider(fixed(Locale.ENGLISH));
        String english = one.getDisplayName();
        LocaleProvider.setProvider(fixed(Locale.SIMPLIFIED_CHINESE));
        // The suite's own name stays, and a descriptor that no menu shows is called by its class
        return english.equals(one.getDisplayName())
                && !english.equals("Storefront")
                && !english.equals(one.clazz.getSimpleName())
                && !english.isEmpty();
    }

    private static LocaleProvider fixed(Locale locale) {
        return new LocaleProvider() {
            @Override
            public Locale get() {
                return locale;
            }
        };
    }
}
