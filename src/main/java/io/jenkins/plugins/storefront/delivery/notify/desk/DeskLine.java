package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.settings.Topic;
import java.time.Instant;

/** What is left of an item that is told together with others. */
public record DeskLine(String subject, Topic topic, String title, String text, String url, Instant at) {
    private static final int LONGEST = 500;

    static DeskLine of(DeskItem item) {
        return new DeskLine(item.subject(), item.topic(), item.title(), cut(item.text()), item.url(), item.at());
    }

    private static String cut(String text) {
        String given = text == null ? "" : text;
        if (given.length() <= LONGEST) {
            return given;
        }
        int end = Character.isHighSurrogate(given.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return given.substring(0, end) + "…";
    }
}
