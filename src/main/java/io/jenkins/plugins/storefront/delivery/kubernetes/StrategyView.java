package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Command;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Observation.Standing;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyRun;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Ending;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyState.Phase;
import java.time.Instant;
import java.util.List;

/** What a strategy decides by: how its two sets are, and what people said, which is on record in the release. */
final class StrategyView {
    private final DeliveryContext delivery;
    private final SecondWatch watch;
    private final Inner inner;
    private final String rollout;
    private volatile int commands;

    StrategyView(DeliveryContext delivery, Eyes eyes, Inner inner, String rollout) {
        this.delivery = delivery;
        this.watch = new SecondWatch(delivery, eyes);
        this.inner = inner;
        this.rollout = rollout;
    }

    /**
     * What was seen.
     *
     * @param run to remember
     */
    record Seen(StrategyRun run, Observation observation) {}

    /** One look; by one thread at a time. */
    Seen look(StrategyRun run, Instant now) throws DeliveryException {
        StrategyRun after = run;
        Ending ended = inner.ended();
        Standing second = Standing.UNSEEN;
        List<FailureCause> causes = List.of();
        Standing own = ended == null
                ? Standing.MOVING
                : ended.outcome() == Outcome.SUCCEEDED ? Standing.SERVES : Standing.FAILED;
        if (run.state().phase() == Phase.DOWN) {
            own = run.second() == null || watch.down(run.second()) ? Standing.SERVES : Standing.MOVING;
        } else if (run.second() == null && run.state().phase() == Phase.NEEDS) {
            second = Standing.SERVES; // the new pods need nothing that comes with the set
        } else if (run.second() != null) {
            SecondWatch.View view = watch.look(run.second(), now);
            after = run.withSecond(view.state());
            second = view.standing();
            causes = view.causes();
        }
        if (causes.isEmpty() && ended != null) {
            causes = ended.causes();
        }
        List<Command> said = said(delivery.release().current());
        commands = said.size();
        return new Seen(after, new Observation(second, own, causes, said));
    }

    /** Whether people have said more since the last look. */
    boolean saysMore(Release release) {
        return said(release).size() != commands;
    }

    private List<Command> said(Release release) {
        return release.strategyOf(rollout).commands().stream()
                .map(one -> new Command(one.action(), one.who()))
                .toList();
    }
}
