package io.jenkins.plugins.storefront.delivery.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void aDigestThatIsBroughtAgainKeepsTheTimeAtWhichItCame() {
        Slot slot = fold(List.of(at(1, "a"), at(2, "b"), at(3, "b"), at(4, "b")));

        assertThat(slot.now().first().run()).isEqualTo(2);
        assertThat(slot.now().latest().run()).isEqualTo(4);
        assertThat(slot.before().latest().digest()).isEqualTo("a");
    }

    @Test
    void aFailureDoesNotReplaceWhatServesAndIsForgottenAfterTheNextSuccess() {
        Slot failed = fold(List.of(at(1, "a"), at(2, "b", Outcome.UNDONE)));
        assertThat(failed.now().latest().digest()).isEqualTo("a");
        assertThat(failed.failedSince()).isTrue();

        assertThat(fold(List.of(at(1, "a"), at(2, "b", Outcome.FAILED), at(3, "c")))
                        .failedSince())
                .isFalse();
    }

    @Test
    void aServiceThatNeverCameSaysOnlyThatItFailed() {
        Slot slot = fold(List.of(at(1, "a", Outcome.FAILED)));
        assertThat(slot.now()).isNull();
        assertThat(slot.failedSince()).isTrue();
    }

    @Test
    void whatASecondJobPutThereLaterServesNow() {
        Ledger one = Ledger.empty().with(List.of(at(1, "a")));
        Ledger two = Ledger.empty().with(List.of(at(2, "b").ofJob("other")));

        Slot slot = one.merge(two).slots().get(0);
        assertThat(slot.now().latest().job()).isEqualTo("other");
        assertThat(slot.before().latest().job()).isEqualTo("shop");
        assertThat(two.merge(one)).isEqualTo(one.merge(two));
    }

    @Property
    void theNewestSuccessServesInWhateverOrderTheyComeIn(
            @ForAll("histories") List<Placement> history, @ForAll Random random) {
        List<Placement> shuffled = new java.util.ArrayList<>(history);
        Collections.shuffle(shuffled, random);
        Slot slot = fold(shuffled);

        Placement newest = history.stream()
                .filter(Placement::serves)
                .max(Placement.BY_TIME)
                .orElse(null);
        assertThat(slot.now() == null ? null : slot.now().latest()).isEqualTo(newest);
        assertThat(slot.failed())
                .isEqualTo(history.stream()
                        .filter(one -> !one.serves())
                        .max(Placement.BY_TIME)
                        .orElse(null));
    }

    @Property
    void inOrderItCameWithTheFirstOfTheLastRunOfEqualDigests(@ForAll("histories") List<Placement> history) {
        List<Placement> good = history.stream().filter(Placement::serves).toList();
        Slot slot = fold(history);
        if (good.isEmpty()) {
            assertThat(slot.now()).isNull();
            return;
        }
        int first = good.size() - 1;
        while (first > 0 && good.get(first - 1).sameImage(good.get(first))) {
            first--;
        }
        assertThat(slot.now().first()).isEqualTo(good.get(first));
        assertThat(slot.before() == null ? null : slot.before().latest())
                .isEqualTo(first == 0 ? null : good.get(first - 1));
    }

    @Property
    void takingInTwiceOrMergingWithItselfChangesNothing(@ForAll("histories") List<Placement> history) {
        Ledger once = Ledger.empty().with(history);
        assertThat(once.with(history).slots().stream().map(Slot::now))
                .isEqualTo(once.slots().stream().map(Slot::now).toList());
        assertThat(once.merge(once)).isEqualTo(once);
    }

    @Property
    void theWrittenFormIsReadBackUnderTheJobsNameOfToday(@ForAll("histories") List<Placement> history)
            throws Exception {
        Ledger ledger = Ledger.empty().with(history);
        assertThat(LedgerJson.read(LedgerJson.write(ledger), "shop")).isEqualTo(ledger);
        assertThat(LedgerJson.read(LedgerJson.write(ledger), "renamed")).isEqualTo(ledger.ofJob("renamed"));
    }

    @Provide
    Arbitrary<List<Placement>> histories() {
        Arbitrary<String> digests = Arbitraries.of("a", "b", "c");
        Arbitrary<Outcome> outcomes =
                Arbitraries.of(Outcome.SUCCEEDED, Outcome.SUCCEEDED, Outcome.FAILED, Outcome.UNDONE);
        return Combinators.combine(digests, outcomes)
                .as((digest, outcome) -> at(0, digest, outcome))
                .list()
                .ofMaxSize(12)
                .map(all -> IntStream.range(0, all.size())
                        .mapToObj(i -> at(i + 1, all.get(i).digest(), all.get(i).outcome()))
                        .toList());
    }

    static Placement at(int run, String digest) {
        return at(run, digest, Outcome.SUCCEEDED);
    }

    static Placement at(int run, String digest, Outcome outcome) {
        return new Placement(
                "production",
                "cart",
                "registry.example/cart@" + digest,
                digest,
                START.plusSeconds(60L * run),
                outcome,
                "shop",
                run,
                "Alice");
    }

    private static Slot fold(List<Placement> history) {
        Ledger ledger = Ledger.empty().with(history);
        return ledger.slots().isEmpty()
                ? Slot.empty("production", "cart")
                : ledger.slots().get(0);
    }
}
