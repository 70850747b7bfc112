package io.jenkins.plugins.storefront.delivery.notify;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Logic-less templates (mustache) that escape by themselves for where they go. They reach maps, lists and texts, never an object's
 * methods; no partials, no code. An unknown name is an error.
 */
final class Templates {
    /** Longest template accepted, in characters. */
    private static final int LONGEST = 100_000;

    /** What a text must not mean where it is shown. */
    enum Form {
        TEXT,
        HTML,
        SLACK
    }

    private Templates() {}

    /** A template of ours. */
    static String builtIn(String name) {
        try (InputStream in = Templates.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no template " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the template " + name + " cannot be read", e);
        }
    }

    /**
     * Fills a template.
     *
     * @param name for messages
     * @throws DeliveryException naming the template, the line and the unknown field or unclosed section
     */
    static String fill(String name, String template, Form form, Map<String, Object> data) throws DeliveryException {
        if (template.length() > LONGEST) {
            throw new DeliveryException(
                    "the template " + name + " is longer than " + LONGEST + " characters; shorten it");
        }
        Mustache.Compiler compiler = Mustache.compiler()
                .withEscaper(form == Form.HTML ? Escapers.HTML : form == Form.SLACK ? Mrkdwn::escape : Escapers.NONE)
                .withLoader(partial -> {
                    throw new MustacheException("partials such as {{>" + partial + "}} are not allowed");
                })
                .withCollector(new MapsOnly())
                .emptyStringIsFalse(true)
                .strictSections(true);
        try {
            return compiler.compile(template).execute(data);
        } catch (MustacheException e) {
            throw new DeliveryException(
                    "the template " + name + ": "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    e);
        }
    }
}
