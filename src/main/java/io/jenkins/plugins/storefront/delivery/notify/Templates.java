package io.jenkins.plugins.storefront.delivery.notify;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.TemplateCheck;
import io.jenkins.plugins.storefront.delivery.notify.webhook.ChatMessages;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Logic-less templates (mustache) that escape by themselves for where they go. They reach maps, lists and texts, never an object's
 * methods; no partials, no code. An unknown name is an error. A team's template is read by {@link TemplateCheck} before.
 */
final class Templates {
    /** Longest text that a template may make, in characters: lists inside lists grow fast. */
    private static final int LONGEST_TEXT = 16 << 20;

    /** What a text must not mean where it is shown. */
    enum Form {
        TEXT,
        HTML,
        SLACK,
        /** Of DingTalk and WeCom. */
        CHAT_MARKDOWN;

        private Mustache.Escaper escaper() {
            return switch (this) {
                case TEXT -> Escapers.NONE;
                case HTML -> Escapers.HTML;
                case SLACK -> Mrkdwn::escape;
                case CHAT_MARKDOWN -> ChatMessages::markdown;
            };
        }
    }

    /** Those of ours that were used, by name. */
    private static final Map<String, String> BUILT_IN = new ConcurrentHashMap<>();

    private Templates() {}

    /** A template of ours; read once, as Jenkins looks through the files of every plugin for it. */
    static String builtIn(String name) {
        return BUILT_IN.computeIfAbsent(name, Templates::read);
    }

    private static String read(String name) {
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
        if (template.length() > TemplateCheck.LONGEST) {
            throw new DeliveryException(
                    "the template " + name + " is longer than " + TemplateCheck.LONGEST + " characters; shorten it");
        }
        Mustache.Compiler compiler = Mustache.compiler()
                .withEscaper(form.escaper())
                .withLoader(partial -> {
                    throw new MustacheException("partials such as {{>" + partial + "}} are not allowed");
                })
                .withCollector(new MapsOnly())
                .emptyStringIsFalse(true)
                .strictSections(true);
        try {
            StringWriter text = new StringWriter() {
                @Override
                public void write(String part) {
                    super.write(part);
                    if (getBuffer().length() > LONGEST_TEXT) {
                        throw new MustacheException("it makes more than " + (LONGEST_TEXT >> 20)
                                + " MiB of text; name fewer lists inside one another");
                    }
                }
            };
            compiler.compile(template).execute(data, text);
            return text.toString();
        } catch (MustacheException e) {
            throw new DeliveryException(
                    "the template " + name + ": "
                            + String.valueOf(e.getMessage()).replaceAll("\\s+", " "),
                    e);
        }
    }
}
