package io.jenkins.plugins.storefront.delivery.notify;

/**
 * Slack's text format. What comes from outside must not become a mention, a link or a broadcast
 * (api.slack.com/reference/surfaces/formatting, "Escaping text").
 */
final class Mrkdwn {
    /** Longest text of a section block, in characters (api.slack.com/reference/block-kit/blocks). */
    static final int LONGEST_SECTION = 3000;

    private Mrkdwn() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Cut to {@code longest} characters, never inside an entity. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String head = text.substring(0, longest - 1);
        int entity = head.lastIndexOf('&');
        if (entity > head.length() - 6 && head.indexOf(';', entity) < 0) {
            head = head.substring(0, entity);
        }
        if (Character.isHighSurrogate(head.charAt(head.length() - 1))) { // half an emoji
            head = head.substring(0, head.length() - 1);
        }
        return head + "…";
    }
}
