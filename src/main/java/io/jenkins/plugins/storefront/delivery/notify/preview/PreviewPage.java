package io.jenkins.plugins.storefront.delivery.notify.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.notify.mail.MailPicture;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import java.util.List;
import java.util.Map;

/**
 * One page of notices, each on light and on dark ground. It needs no script and loads nothing; mails are in frames that may do nothing
 * but show themselves.
 */
public final class PreviewPage {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String DARK_RULES = "@media\\s*\\(\\s*prefers-color-scheme\\s*:\\s*dark\\s*\\)";

    private final StringBuilder html = new StringBuilder();
    private final StringBuilder contents = new StringBuilder();
    private int sections;

    /** Adds the notices of one state of a release, in one language. */
    public PreviewPage add(String heading, Language language, List<Shown> notices) {
        String id = "s" + ++sections;
        contents.append("<a href=\"#").append(id).append("\">").append(SlackText.escape(heading));
        contents.append(" <span>").append(language.code()).append("</span></a>");
        html.append("<section id=\"")
                .append(id)
                .append("\" lang=\"")
                .append(lang(language))
                .append("\"><h2>");
        html.append(SlackText.escape(heading))
                .append(" <span>")
                .append(language.code())
                .append("</span></h2>");
        for (Shown one : notices) {
            html.append("<h3>").append(SlackText.escape(one.through())).append("</h3>");
            html.append("<div class=\"pair\">");
            for (String scheme : List.of("light", "dark")) {
                html.append("<div class=\"ground ").append(scheme).append("\">");
                html.append(drawn(one, scheme.equals("dark"))).append("</div>");
            }
            html.append("</div>");
            if (one.through().equals("Mail")) {
                html.append("<details><summary>Plain text</summary><pre>")
                        .append(SlackText.escape(one.text()))
                        .append("</pre></details>");
            }
        }
        html.append("</section>");
        return this;
    }

    /** The whole page. */
    public String html() {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                + " img-src data:; frame-src 'self'\"><title>Notices</title><style>" + css()
                + "</style></head><body><header><h1>Notices</h1><nav>" + contents + "</nav></header><main>" + html
                + "</main></body></html>";
    }

    /** The style of what {@link #drawn} gives, and of the page. */
    public static String css() {
        return MessageStyle.css() + MessageStyle.resource("preview.css");
    }

    /** One notice as HTML. */
    public static String drawn(Shown notice, boolean dark) {
        return switch (notice.through()) {
            case "Slack", "Slack, in its thread" -> slack(notice);
            case "Mail" ->
                "<div class=\"mail\"><p class=\"subject\">" + SlackText.escape(notice.title())
                        + "</p><p class=\"to\">jenkins@example.com → " + SlackText.escape(notice.to())
                        + "</p><iframe sandbox=\"\" title=\"" + SlackText.escape(notice.title()) + "\" srcdoc=\""
                        + SlackText.escape(mail(notice, dark)) + "\"></iframe></div>";
            case "JSON" -> "<pre class=\"json\">" + SlackText.escape(pretty(notice.body())) + "</pre>";
            default -> ChatDrawing.of(notice.through(), map(notice.body()));
        };
    }

    private static String slack(Shown notice) {
        Map<String, Object> body = Map.of("text", notice.text(), "blocks", notice.body());
        return "<div class=\"slack\"><p class=\"channel\">" + SlackText.escape(notice.to())
                + "</p><div class=\"post\"><span class=\"avatar\" aria-hidden=\"true\">S</span><div class=\"body\">"
                + "<p class=\"by\"><strong>storefront</strong> <span class=\"app\">APP</span></p>"
                + SlackBlocks.draw(body) + "</div></div></div>";
    }

    /** A mail's HTML with its pictures in place, as a client with that colour scheme shows it. */
    public static String mail(Shown notice, boolean dark) {
        String shown = notice.body();
        for (MailPicture picture : notice.pictures()) {
            shown = shown.replace("cid:" + picture.id(), "data:image/png;base64," + picture.png());
        }
        return shown.replaceAll(DARK_RULES, dark ? "@media all" : "@media not all")
                .replace(
                        "<meta name=\"color-scheme\" content=\"light dark\">",
                        "<meta name=\"color-scheme\" content=\"" + (dark ? "dark" : "light") + "\">");
    }

    private static String pretty(String json) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            return json;
        }
    }

    @SuppressWarnings("unchecked") // JSON objects are maps of texts
    private static Map<String, Object> map(String json) {
        try {
            return MAPPER.readValue(json, Map.class);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    private static String lang(Language language) {
        return language == Language.ZH_CN ? "zh-CN" : "en";
    }
}
