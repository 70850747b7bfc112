package io.jenkins.plugins.storefront.delivery.rollout.strategy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.jenkins.plugins.storefront.delivery.guard.GateAnswer;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * How far a strategy is: all that must outlive the process, as values. A phase is entered first and written down; then its actions are
 * done, and that is written down.
 *
 * @param stop index of the stop, while {@link Phase#STOP}
 * @param acted whether the actions of the phase were done
 * @param since when the phase began
 * @param servesSince when the second set began to serve at this stop, which is when its pause begins; else null
 * @param heldSince since when it is paused by hand; else null
 * @param heldFor how long this stop was paused by hand before
 * @param promotedAt when somebody ended this stop; else null
 * @param frozen whether the platform was told to go no further
 * @param taken how many commands were taken in
 * @param answers of the gates at this stop, by name
 * @param holding whether the traffic stays on the second set until what was before serves again
 * @param why it goes back; null while it goes forward
 * @param end how it ended; null until then
 * @param patience how long actions are tried that must be done at the end, and taking down may take
 */
public record StrategyState(
        Strategy strategy,
        Phase phase,
        int stop,
        boolean acted,
        Instant since,
        Instant servesSince,
        Instant heldSince,
        Duration heldFor,
        Instant promotedAt,
        boolean frozen,
        int taken,
        Map<String, Answer> answers,
        boolean holding,
        Ending why,
        Ending end,
        Duration patience) {
    /** What is going on. */
    public enum Phase {
        /** What the new pods need is applied and waited for. */
        NEEDS,
        /** The second set is made. */
        SECOND,
        /** The second set serves with a share of the traffic; gates are asked. */
        STOP,
        /** What serves is taken down. */
        DOWN,
        /** The declared objects are rolled out under their own names. */
        ROLL_OUT,
        /** They serve and get the traffic. */
        SETTLE,
        /** The second set is removed. */
        CLEAN,
        /** What was before gets the traffic. */
        BACK,
        /** What was before is brought back. */
        RESTORE,
        DONE
    }

    /**
     * How it ended, or will end.
     *
     * @param verdict one sentence
     */
    public record Ending(Outcome outcome, String verdict, List<FailureCause> causes) {
        public Ending {
            causes = List.copyOf(causes);
        }
    }

    /**
     * What a gate said last.
     *
     * @param at when it was asked
     * @param until when to ask again, or null
     */
    public record Answer(GateAnswer.Kind kind, String because, Instant at, Instant until) {}

    public StrategyState {
        answers = Map.copyOf(answers);
    }

    /** The beginning of a strategy. */
    public static StrategyState begin(Strategy strategy, Duration patience, Instant now) {
        Phase first =
                switch (strategy.kind()) {
                    case ROLLING -> Phase.ROLL_OUT;
                    case RECREATE -> Phase.DOWN;
                    case BLUE_GREEN, CANARY -> Phase.NEEDS;
                };
        return new StrategyState(
                strategy,
                first,
                0,
                false,
                now,
                null,
                null,
                Duration.ZERO,
                null,
                false,
                0,
                Map.of(),
                false,
                null,
                null,
                patience);
    }

    /** The undo of what a strategy rolled out, in the way in which it was rolled out. */
    public static StrategyState undo(Strategy strategy, Ending why, Duration patience, Instant now) {
        StrategyState begun = begin(strategy, patience, now).because(why);
        return strategy.kind() == Strategy.Kind.RECREATE ? begun : begun.enter(Phase.RESTORE, 0, now);
    }

    /** In another phase or at another stop, of which nothing is done yet. */
    StrategyState enter(Phase next, int at, Instant now) {
        return with(draft -> {
            draft.phase = next;
            draft.stop = at;
            draft.acted = false;
            draft.since = now;
            draft.servesSince = null;
            draft.heldSince = heldSince == null ? null : now;
            draft.heldFor = Duration.ZERO;
            draft.promotedAt = null;
            draft.answers = Map.of();
        });
    }

    /** Its actions were done. */
    public StrategyState done() {
        boolean thawed = heldSince == null && (phase == Phase.ROLL_OUT || phase == Phase.RESTORE);
        return with(draft -> {
            draft.acted = true;
            draft.frozen = frozen && !thawed;
        });
    }

    /** After its host died: nothing that the phase asks for is under way any more, so it is done again. */
    public StrategyState again() {
        return with(draft -> draft.acted = false);
    }

    /** What a gate said. */
    public StrategyState answered(String gate, GateAnswer said, Instant now) {
        Map<String, Answer> more = new TreeMap<>(answers);
        more.put(gate, new Answer(said.kind(), said.because(), now, said.until()));
        return with(draft -> draft.answers = more);
    }

    /** From now on it is to have its traffic, and its pause runs. */
    StrategyState serving(Instant now) {
        return with(draft -> {
            draft.acted = false;
            draft.servesSince = now;
            draft.heldSince = heldSince == null ? null : now;
        });
    }

    /** Paused by hand; what rolls out under its own name is frozen, which is still to be done. */
    StrategyState held(Instant now) {
        boolean freezes = phase == Phase.ROLL_OUT;
        return with(draft -> {
            draft.acted = acted && !freezes;
            draft.heldSince = now;
            draft.frozen = frozen || freezes;
        });
    }

    /** No longer paused by hand; what is frozen is still to be thawed. */
    StrategyState resumed(Instant now) {
        Duration more = heldSince == null ? Duration.ZERO : Duration.between(heldSince, now);
        return with(draft -> {
            draft.acted = acted && !frozen;
            draft.heldSince = null;
            draft.heldFor = heldFor.plus(more);
        });
    }

    /** Somebody ended this stop, and with it a pause by hand. */
    StrategyState promoted(Instant now) {
        return resumed(now).with(draft -> draft.promotedAt = now);
    }

    /** @param commands how many were taken in */
    StrategyState took(int commands) {
        return with(draft -> draft.taken = commands);
    }

    /** It goes back, and a pause by hand ends. */
    StrategyState because(Ending reason) {
        return with(draft -> {
            draft.heldSince = null;
            draft.why = reason;
        });
    }

    /** @param stays whether the traffic stays on the second set until what was before serves again */
    StrategyState holding(boolean stays) {
        return with(draft -> draft.holding = stays);
    }

    StrategyState ended(Ending how, Instant now) {
        return enter(Phase.DONE, stop, now).with(draft -> {
            draft.acted = true;
            draft.heldSince = null;
            draft.end = how;
        });
    }

    /** The same but for what {@code change} sets. */
    private StrategyState with(Consumer<StrategyDraft> change) {
        StrategyDraft draft = new StrategyDraft(this);
        change.accept(draft);
        return draft.state();
    }

    /** The stop it is at. */
    @JsonIgnore
    public Strategy.Stop at() {
        return strategy.stops().get(stop);
    }

    /** Whether it goes, or went, back to what was before. */
    @JsonIgnore
    public boolean goesBack() {
        return why != null;
    }

    /** When the pause of this stop is over; null while that cannot be said. */
    @JsonIgnore
    public Instant over() {
        if (promotedAt != null) {
            return promotedAt;
        } else if (servesSince == null || heldSince != null || at().pause() == null) {
            return null;
        }
        return servesSince.plus(at().pause()).plus(heldFor);
    }
}
