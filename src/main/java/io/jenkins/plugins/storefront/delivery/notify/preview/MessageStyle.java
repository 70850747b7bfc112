package io.jenkins.plugins.storefront.delivery.notify.preview;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The style sheet of messages as {@link SlackBlocks} draws them, and of mails around them. */
public final class MessageStyle {
    private MessageStyle() {}

    public static String css() {
        return resource("messages.css");
    }

    static String resource(String name) {
        try (InputStream in = MessageStyle.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }
}
