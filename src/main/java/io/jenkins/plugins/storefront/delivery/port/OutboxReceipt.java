package io.jenkins.plugins.storefront.delivery.port;

/**
 * What has become of a notice.
 *
 * @param notice with its payload where that is still there
 * @param state where it stands
 * @param reference what the receiver calls it: {@code channel/ts} or Message-ID; empty where it has no name; null unless sent
 * @param reason why it waits or was refused, with what to do; or what went wrong beside being sent; null for nothing
 */
public record OutboxReceipt(OutboxNotice notice, State state, String reference, String reason) {
    /** Where a notice stands. */
    public enum State {
        /** It could not be sent yet; it is tried again. */
        WAITING,
        SENT,
        /** A later state of the same message took its place. */
        REPLACED,
        /** Refused, or given up; a person can send it again. */
        DEAD;

        /** Whether nothing more comes. */
        public boolean ended() {
            return this != WAITING;
        }
    }
}
