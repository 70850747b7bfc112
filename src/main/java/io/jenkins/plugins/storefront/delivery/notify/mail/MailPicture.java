package io.jenkins.plugins.storefront.delivery.notify.mail;

/**
 * A picture inside a mail.
 *
 * @param id its Content-ID without angle brackets; the HTML names it as {@code cid:} and this
 * @param png base64 of its bytes
 */
public record MailPicture(String id, String png) {}
