package io.jenkins.plugins.storefront.delivery.notify.preview;

import com.samskivert.mustache.Escapers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns Slack's mrkdwn into HTML as Slack shows it (docs.slack.dev/messaging/formatting-message-text). What it does not know stays
 * text; whatever comes in, only its own elements come out.
 */
public final class SlackText {
    private static final Pattern FENCE = Pattern.compile("```\\n?(.*?)\\n?```", Pattern.DOTALL);
    private static final Pattern INLINE = Pattern.compile("`(?<code>[^`\\n]+)`"
            + "|<(?<link>[^<>\\n]+)>"
            + "|(?<![\\w*])\\*(?<bold>[^*\\s](?:[^*\\n]*[^*\\s])?)\\*(?![\\w*])"
            + "|(?<![\\w_])_(?<italic>[^_\\s](?:[^_\\n]*[^_\\s])?)_(?![\\w_])"
            + "|(?<![\\w~])~(?<strike>[^~\\s](?:[^~\\n]*[^~\\s])?)~(?![\\w~])"
            + "|:(?<emoji>[a-z0-9_+-]+):");

    /** Those that releases are told with; others stay as they are written. */
    private static final Map<String, String> EMOJI = Map.ofEntries(
            Map.entry("rotating_light", "🚨"),
            Map.entry("white_check_mark", "✅"),
            Map.entry("heavy_check_mark", "✔️"),
            Map.entry("x", "❌"),
            Map.entry("warning", "⚠️"),
            Map.entry("rocket", "🚀"),
            Map.entry("tada", "🎉"),
            Map.entry("fire", "🔥"),
            Map.entry("rewind", "⏪"),
            Map.entry("leftwards_arrow_with_hook", "↩️"),
            Map.entry("hourglass_flowing_sand", "⏳"),
            Map.entry("no_entry", "⛔"),
            Map.entry("information_source", "ℹ️"),
            Map.entry("shopping_trolley", "🛒"),
            Map.entry("package", "📦"),
            Map.entry("eyes", "👀"),
            Map.entry("bell", "🔔"),
            Map.entry("+1", "👍"),
            Map.entry("large_green_circle", "🟢"),
            Map.entry("red_circle", "🔴"),
            Map.entry("white_circle", "⚪"),
            Map.entry("fast_forward", "⏩"),
            Map.entry("raised_hand", "✋"));

    private SlackText() {}

    /** A {@code mrkdwn} text. */
    public static String mrkdwn(String text) {
        StringBuilder html = new StringBuilder();
        Matcher fence = FENCE.matcher(text);
        int from = 0;
        while (fence.find()) {
            lines(text.substring(from, fence.start()), html);
            html.append("<pre>").append(literal(fence.group(1))).append("</pre>");
            from = fence.end();
        }
        lines(text.substring(from), html);
        return html.toString();
    }

    /** A {@code plain_text}: emoji, and nothing else. */
    public static String plain(String text) {
        StringBuilder html = new StringBuilder();
        Matcher matcher = Pattern.compile(":([a-z0-9_+-]+):").matcher(text);
        int from = 0;
        while (matcher.find()) {
            html.append(escape(text.substring(from, matcher.start()))).append(emoji(matcher.group(1)));
            from = matcher.end();
        }
        return html.append(escape(text.substring(from))).toString();
    }

    /** A link where {@code url} is of the web or an address; else the label alone. */
    static String link(String url, String labelHtml) {
        return safe(url)
                ? "<a href=\"" + escape(url) + "\" rel=\"noopener noreferrer\">" + labelHtml + "</a>"
                : labelHtml;
    }

    /** Nothing that could run. */
    public static boolean safe(String url) {
        return url.matches("(?i)(https?://|mailto:)[^\\s\\p{Cntrl}]+");
    }

    /** For HTML. */
    public static String escape(String text) {
        return Escapers.HTML.escape(text);
    }

    private static void lines(String text, StringBuilder html) {
        String body = text.strip();
        if (body.isEmpty()) {
            return;
        }
        boolean quoted = false;
        boolean first = true;
        for (String line : body.split("\n", -1)) {
            boolean quote = line.startsWith("&gt;") || line.startsWith(">");
            if (quote != quoted) {
                html.append(quote ? "<blockquote>" : "</blockquote>");
            } else if (!first) {
                html.append("<br>");
            }
            html.append(inline(quote ? line.replaceFirst("^(&gt;|>) ?", "") : line));
            quoted = quote;
            first = false;
        }
        if (quoted) {
            html.append("</blockquote>");
        }
    }

    private static String inline(String text) {
        StringBuilder html = new StringBuilder();
        Matcher matcher = INLINE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            html.append(literal(text.substring(from, matcher.start()))).append(element(matcher));
            from = matcher.end();
        }
        return html.append(literal(text.substring(from))).toString();
    }

    private static String element(Matcher matcher) {
        if (matcher.group("code") != null) {
            return "<code>" + literal(matcher.group("code")) + "</code>";
        } else if (matcher.group("link") != null) {
            return reference(matcher.group("link"));
        } else if (matcher.group("bold") != null) {
            return "<strong>" + inline(matcher.group("bold")) + "</strong>";
        } else if (matcher.group("italic") != null) {
            return "<em>" + inline(matcher.group("italic")) + "</em>";
        } else if (matcher.group("strike") != null) {
            return "<s>" + inline(matcher.group("strike")) + "</s>";
        }
        return emoji(matcher.group("emoji"));
    }

    /** What is between angle brackets: a link, a mention or a broadcast. */
    private static String reference(String inside) {
        int bar = inside.indexOf('|');
        String target = unescape(bar < 0 ? inside : inside.substring(0, bar));
        String label = bar < 0 ? "" : inside.substring(bar + 1);
        if (target.startsWith("@") || target.startsWith("#")) {
            String name = label.isEmpty() ? target.substring(1) : unescape(label);
            return "<span class=\"mention\">" + escape(target.charAt(0) + name) + "</span>";
        } else if (target.startsWith("!date") && !label.isEmpty()) {
            return literal(label);
        } else if (target.startsWith("!")) {
            String name = label.isEmpty() ? "@" + target.substring(1) : unescape(label);
            return "<span class=\"mention\">" + escape(name) + "</span>";
        }
        if (label.isEmpty() && !safe(target)) {
            return literal("<" + inside + ">");
        }
        return link(target, label.isEmpty() ? escape(target) : literal(label));
    }

    private static String emoji(String name) {
        String known = EMOJI.get(name);
        return known == null
                ? ":" + escape(name) + ":"
                : "<span role=\"img\" aria-label=\"" + escape(name.replace('_', ' ')) + "\">" + known + "</span>";
    }

    /** Slack's three entities are resolved, then all is escaped for HTML. */
    private static String literal(String text) {
        return escape(unescape(text));
    }

    private static String unescape(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
