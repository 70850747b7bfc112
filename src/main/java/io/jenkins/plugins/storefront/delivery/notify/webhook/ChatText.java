package io.jenkins.plugins.storefront.delivery.notify.webhook;

/**
 * What a chat is told, before it has the chat's form.
 *
 * @param title one line
 * @param text several lines; what it holds is plain, or, for chats that read it so, escaped markdown
 * @param mood how it stands
 * @param url of the run, or empty
 * @param label of the button that opens it
 */
public record ChatText(String title, String text, Mood mood, String url, String label) {
    /** How a release stands, for colours. */
    public enum Mood {
        GOOD,
        BAD,
        /** Not all went well, and what matters serves, perhaps again. */
        BACK,
        OPEN
    }

    ChatText shorter() {
        int longest = text.length() * 3 / 4;
        int line = text.lastIndexOf('\n', Math.max(0, longest));
        int end = line > longest / 2 ? line : longest;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return new ChatText(title, text.substring(0, Math.max(0, end)) + "…", mood, url, label);
    }
}
