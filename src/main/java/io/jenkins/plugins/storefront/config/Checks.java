package io.jenkins.plugins.storefront.config;

import hudson.util.FormValidation;
import io.jenkins.plugins.storefront.Words;
import io.jenkins.plugins.storefront.credentials.FormPlace;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Says under a field what {@link Rules} find. */
final class Checks {
    private Checks() {}

    /** What a rule answered, in words. */
    static FormValidation say(String key, Object... values) {
        if (key == null) {
            return FormValidation.ok();
        }
        return key.startsWith("warn.")
                ? FormValidation.warning(Words.text(key, values))
                : FormValidation.error(Words.text(key, values));
    }

    /**
     * A name: required, and no other entry's.
     *
     * @param problem what the rule for this kind of name answered, or null
     * @param was the entry's name as saved; empty for a new entry
     * @param naming names of that kind in settings
     */
    static FormValidation name(
            FormPlace place, String problem, String value, String was, Function<Settings, List<String>> naming) {
        if (problem != null) {
            return say(problem);
        }
        String name = value.trim();
        Collection<String> own = naming.apply(LocalSettings.own(place.group()));
        if (!name.equals(was) && own.contains(name)) {
            return say("rule.name.twice", name);
        }
        return place.isFolder()
                        && naming.apply(LocalSettings.above(place.group())).contains(name)
                ? FormValidation.ok(Words.text("check.name.shadows", name))
                : FormValidation.ok();
    }

    /** Certificates in PEM: how many, whose, until when. */
    static FormValidation certificates(String value, Clock clock) {
        String text = Texts.orNull(value);
        if (text == null) {
            return FormValidation.ok();
        }
        try {
            Collection<? extends Certificate> found = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            if (found.isEmpty() || !text.contains("-----BEGIN CERTIFICATE-----")) {
                return say("rule.certificate");
            }
            X509Certificate first = (X509Certificate) found.iterator().next();
            LocalDate until = LocalDate.ofInstant(first.getNotAfter().toInstant(), ZoneId.of("UTC"));
            String whose = first.getSubjectX500Principal().getName();
            return first.getNotAfter().toInstant().isBefore(clock.instant())
                    ? say("warn.certificate.over", whose, until.toString())
                    : FormValidation.ok(Words.text("check.certificate", found.size(), whose, until.toString()));
        } catch (CertificateException e) {
            return say("rule.certificate");
        }
    }
}
