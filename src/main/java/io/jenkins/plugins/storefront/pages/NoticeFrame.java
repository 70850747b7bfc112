package io.jenkins.plugins.storefront.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kohsuke.stapler.StaplerResponse2;

/**
 * Serves a page of notices to a frame. Its content comes from builds and from people's templates, so it may run and load nothing,
 * whatever it holds: the response's own policy says so, also where it is opened by itself.
 */
public final class NoticeFrame {
    private static final String POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

    private NoticeFrame() {}

    /** Writes it and nothing else. */
    public static void write(StaplerResponse2 response, String html) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "SAMEORIGIN");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }
}
