package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.ledger.Ledger;
import io.jenkins.plugins.storefront.delivery.ledger.Placement;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploymentsPageTest {
    private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

    @Test
    void environmentsComeInTheAdminsOrderAndUnknownOnesAfterThem() {
        Ledger ledger = Ledger.empty()
                .with(List.of(
                        at("production", "cart", 1, "a", Outcome.SUCCEEDED),
                        at("main/shop", "cart", 1, "a", Outcome.SUCCEEDED),
                        at("staging", "payment", 1, "b", Outcome.SUCCEEDED)));

        DeploymentsPage page = DeploymentsPage.of(ledger, List.of("staging", "production"), one -> null);

        assertThat(page.environments()).containsExactly("staging", "production", "main/shop");
        assertThat(page.services()).extracting(DeploymentsPage.ServiceRow::name).containsExactly("cart", "payment");
        assertThat(page.services().get(0).cells().get(0)).isNull();
        assertThat(page.slots()).hasSize(3);
    }

    @Test
    void aCellSaysWhatCameWhatCameAgainWhatWasBeforeAndWhatFailedSince() {
        Ledger ledger = Ledger.empty()
                .with(List.of(
                        at("production", "cart", 1, "a", Outcome.SUCCEEDED),
                        at("production", "cart", 2, "b", Outcome.SUCCEEDED),
                        at("production", "cart", 3, "b", Outcome.SUCCEEDED),
                        at("production", "cart", 4, "c", Outcome.UNDONE)));

        SlotRow slot = DeploymentsPage.of(ledger, List.of(), one -> "job/shop/" + one.run() + "/")
                .slots()
                .get(0);

        assertThat(slot.came.run).isEqualTo(2);
        assertThat(slot.came.url).isEqualTo("job/shop/2/");
        assertThat(slot.came.brief()).isEqualTo("b".repeat(12));
        assertThat(slot.came.who()).isEqualTo("Alice");
        assertThat(slot.confirmed.run).isEqualTo(3);
        assertThat(slot.before.run).isEqualTo(1);
        assertThat(slot.failed.outcome).isEqualTo("UNDONE");
    }

    private static Placement at(String place, String service, int run, String digit, Outcome outcome) {
        String digest = "sha256:" + digit.repeat(64);
        return new Placement(
                place,
                service,
                "registry.example/" + service + "@" + digest,
                digest,
                START.plusSeconds(run),
                outcome,
                "shop",
                run,
                "Started by user Alice");
    }
}
