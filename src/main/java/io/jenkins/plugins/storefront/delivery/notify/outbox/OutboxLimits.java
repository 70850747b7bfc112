package io.jenkins.plugins.storefront.delivery.notify.outbox;

/**
 * How much the outbox holds.
 *
 * @param notices waiting at most
 * @param bytes of disk that waiting and dead notices take at most; dead ones go, the oldest first, where others need the room
 * @param oneNotice bytes of one payload at most
 * @param dead notices kept at most; the oldest goes first
 * @param receipts of sent notices kept at most, so that a step that begins anew after a restart does not send again
 * @param underWay attempts at a time at most: a receiver that hangs must leave threads to others
 */
public record OutboxLimits(int notices, long bytes, int oneNotice, int dead, int receipts, int underWay) {
    /** What both hosts use. */
    public static final OutboxLimits USUAL = new OutboxLimits(50_000, 256L << 20, 8 << 20, 1000, 2000, 3);

    private static final int BLOCK = 4096;

    /** What is kept of a notice beside its payload, in bytes. */
    private static final int ENTRY = 1024;

    /** What a notice takes on disk, in whole blocks of the file system. */
    static int onDisk(int payload) {
        return (payload + ENTRY + BLOCK - 1) / BLOCK * BLOCK;
    }
}
