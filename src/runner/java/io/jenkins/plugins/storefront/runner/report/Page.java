package io.jenkins.plugins.storefront.runner.report;

import com.samskivert.mustache.DefaultCollector;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import io.jenkins.plugins.storefront.delivery.notify.preview.MessageStyle;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Fills the page's template. Everything is escaped unless the template says otherwise, which it does for our own HTML and CSS. */
final class Page {
    private static final Mustache.Compiler COMPILER = Mustache.compiler()
            .withEscaper(Escapers.HTML)
            .withCollector(new ValuesOnly())
            .withLoader(name -> new StringReader(resource(name + ".mustache")))
            .nullValue("")
            .emptyStringIsFalse(true)
            .strictSections(true);

    private Page() {}

    static String render(ReportView view) {
        return COMPILER.compile(resource("report.mustache"))
                .execute(Map.of("view", view, "css", resource("report.css") + MessageStyle.css()));
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name + " in the runner");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read from the runner", e);
        }
    }

    /** Templates read records and maps; a name is never looked up in a text or a list. */
    private static final class ValuesOnly extends DefaultCollector {
        @Override
        public Mustache.VariableFetcher createFetcher(Object context, String name) {
            return context instanceof Record || context instanceof Map ? super.createFetcher(context, name) : null;
        }
    }
}
