package io.jenkins.plugins.storefront.delivery.notify.desk;

import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.OutboxNotice;
import java.time.Instant;
import java.util.List;

/**
 * Something decided on that the outbox has not yet.
 *
 * @param id of the notice
 * @param kind what it is
 * @param notice where it is composed already, else null
 * @param target who is told
 * @param origin the run whose credentials are used
 * @param message key of the message that it gives a new state to, or null
 * @param thread key of the message that it replies to, or null
 * @param title one plain line
 * @param count how many things it tells of
 * @param lines those that are shown
 * @param since when it began
 */
public record DeskOutgoing(
        String id,
        Kind kind,
        OutboxNotice notice,
        DeskTarget target,
        String origin,
        String message,
        String thread,
        String title,
        int count,
        List<DeskLine> lines,
        Instant since) {
    /** What it is. */
    public enum Kind {
        NOTICE,
        DIGEST,
        /** More failures of a cause that is told already. */
        AGAIN,
        ESCALATION
    }

    public DeskOutgoing {
        lines = List.copyOf(lines);
    }

    static DeskOutgoing of(OutboxNotice notice, DeskTarget target) {
        return new DeskOutgoing(
                notice.id(),
                Kind.NOTICE,
                notice,
                target,
                notice.origin(),
                null,
                null,
                "",
                1,
                List.of(),
                notice.createdAt());
    }
}
