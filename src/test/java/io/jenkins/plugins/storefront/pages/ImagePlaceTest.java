package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagePlaceTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
    private static final String BUILT = "sha256:" + "a".repeat(64);
    private static final String NEWER = "sha256:" + "b".repeat(64);

    private static Placement put(String job, String place, String image, String digest, int minute, Outcome outcome) {
        return new Placement(
                place,
                "cart",
                image + "@" + digest,
                digest,
                START.plusSeconds(60L * minute),
                outcome,
                job,
                minute,
                "ada");
    }

    private static Placement put(String job, String place, String digest, int minute) {
        return put(job, place, "registry.example/shop/cart", digest, minute, Outcome.SUCCEEDED);
    }

    private static Ledger ledger(Placement... all) {
        return Ledger.empty().with(List.of(all));
    }

    private static List<ImagePlace> places(Ledger... ledgers) {
        return ImagePlace.of(List.of(ledgers), BUILT, one -> "job/" + one.job() + "/" + one.run() + "/release/");
    }

    @Test
    void findsWhatOtherJobsDeployedAndLinksTheirRuns() {
        List<ImagePlace> places = places(
                ledger(put("build", "staging", BUILT, 1)),
                ledger(put("deploy", "production", BUILT, 7)),
                ledger(put("other", "production", NEWER, 3)));
        assertThat(places)
                .extracting(one -> one.environment, one -> one.state, one -> one.by.url)
                .containsExactly(
                        tuple("production", "serves", "job/deploy/7/release/"),
                        tuple("staging", "serves", "job/build/1/release/"));
    }

    @Test
    void whatAnotherJobPutThereSinceServesInItsPlace() {
        assertThat(places(ledger(put("deploy", "production", BUILT, 7)), ledger(put("hotfix", "production", NEWER, 9))))
                .extracting(one -> one.environment, one -> one.state)
                .containsExactly(tuple("production", "served"));
    }

    @Test
    void aServiceOfTheSameNameOfAnotherShopTakesNobodysPlace() {
        assertThat(places(
                        ledger(put("deploy", "production", BUILT, 7)),
                        ledger(put("pizza", "production", "registry.example/pizza/cart", NEWER, 9, Outcome.SUCCEEDED))))
                .extracting(one -> one.state)
                .containsExactly("serves");
    }

    @Test
    void aCopyInAnotherRegistryIsTheSameImage() {
        assertThat(places(ledger(
                        put("deploy", "production", "production.example/shop/cart", BUILT, 7, Outcome.SUCCEEDED))))
                .extracting(one -> one.by.reference)
                .containsExactly("production.example/shop/cart@" + BUILT);
    }

    @Test
    void anAttemptThatFailedIsSaidAndCountsLessThanOneThatServes() {
        Placement failed = put("deploy", "production", "registry.example/shop/cart", BUILT, 7, Outcome.FAILED);
        assertThat(places(ledger(failed))).extracting(one -> one.state).containsExactly("failed");
        assertThat(places(ledger(failed), ledger(put("again", "production", BUILT, 8))))
                .extracting(one -> one.state, one -> one.by.job)
                .containsExactly(tuple("serves", "again"));
    }

    @Test
    void ofTwoJobsThatPutItThereTheLaterIsShown() {
        Ledger one = ledger(put("one", "production", BUILT, 7));
        Ledger two = ledger(put("two", "production", BUILT, 9));
        assertThat(places(one, two)).extracting(place -> place.by.job).containsExactly("two");
        assertThat(places(two, one)).extracting(place -> place.by.job).containsExactly("two");
    }
}
