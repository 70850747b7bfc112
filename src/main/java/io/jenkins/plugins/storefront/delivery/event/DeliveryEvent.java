package io.jenkins.plugins.storefront.delivery.event;

import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * Something that happened in a delivery. Events are immutable, hold no secret once {@linkplain #masked masked}, and are all
 * that log, release, report, pages and notices are made from.
 */
public sealed interface DeliveryEvent
        permits DeploymentClosed,
                DeploymentOpened,
                ImageBuildStarted,
                ImageBuilt,
                ImagePromoted,
                NoticeFailed,
                NoticeSent,
                NoticeUpdated,
                ObjectApplied,
                PlanMade,
                ProcessOutput,
                Remark,
                RolloutCommanded,
                RolloutEnded,
                RolloutPlanned,
                StageEnded,
                StageStarted,
                StrategyMoved,
                UndoEnded,
                UndoStarted,
                WarningSeen,
                WorkloadProgressed {
    /** When it happened, by the host's clock. */
    Instant at();

    /** The same event with {@code mask} applied to every text that came from outside. */
    DeliveryEvent masked(UnaryOperator<String> mask);
}
