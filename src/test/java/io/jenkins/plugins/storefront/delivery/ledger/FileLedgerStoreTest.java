package io.jenkins.plugins.storefront.delivery.ledger;

import static io.jenkins.plugins.storefront.delivery.ledger.LedgerTest.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.release.ReleaseJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileLedgerStoreTest {
    private static final Instant END = Instant.parse("2026-11-01T10:05:00Z");

    @TempDir
    Path folder;

    @Test
    void whatWasAddedIsThereAfterARestartAndNoDraftIsLeft() throws Exception {
        Path file = folder.resolve("ledger.json");
        FileLedgerStore.open(file, "shop").add(List.of(at(1, "a")));

        assertThat(FileLedgerStore.open(file, "shop").current())
                .isEqualTo(Ledger.empty().with(List.of(at(1, "a"))));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"slots\":[null]}",
                "{\"slots\":[{\"place\":\"p\",\"service\":\"s\",\"now\":{}}]}",
                "[1"
            })
    void aDamagedFileIsSaidToBeDamaged(String text) throws Exception {
        Path file = folder.resolve("ledger.json");
        Files.writeString(file, text);
        assertThatThrownBy(() -> FileLedgerStore.open(file, "shop"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void itIsMadeAnewFromTheReleasesOfTheRunsAndLeavesADamagedOneOut() throws Exception {
        for (int run = 1; run <= 12; run++) {
            release(run, "sha256:" + "0".repeat(63) + Integer.toHexString(run), Outcome.SUCCEEDED, null);
        }
        release(13, "sha256:" + "f".repeat(64), Outcome.SUCCEEDED, true);
        Files.createDirectories(folder.resolve("14/storefront"));
        Files.writeString(folder.resolve("14/storefront/release.json"), "{");
        Files.createDirectories(folder.resolve("legacyIds"));

        Slot slot = LedgerRebuild.from(folder, "storefront/release.json", "shop")
                .slots()
                .get(0);

        assertThat(slot.place()).isEqualTo("production");
        assertThat(slot.service()).isEqualTo("cart");
        assertThat(slot.now().latest().run()).isEqualTo(12);
        assertThat(slot.failed().run()).isEqualTo(13);
        assertThat(slot.failed().outcome()).isEqualTo(Outcome.UNDONE);
    }

    @Test
    void aRolloutOutsideAnyDeploymentIsPlacedByClusterAndNamespaceAndAnOpenOneNowhere() {
        Release release = Release.empty()
                .with(rollout("1", null, "sha256:" + "a".repeat(64), END, Outcome.SUCCEEDED, null))
                .with(rollout("2", null, "sha256:" + "b".repeat(64), null, null, null));

        assertThat(Placements.of(release, false, "shop", 3, null))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.place()).isEqualTo("main/shop");
                    assertThat(one.by()).isEmpty();
                    assertThat(one.digest()).isEqualTo("sha256:" + "a".repeat(64));
                });
    }

    @Test
    void aDeploymentCountsWhenItIsClosedOrNothingMoreComes() {
        Release release = Release.empty()
                .with(new Release.Deployment("d", "Go", "production", UndoPolicy.ON_FAILURE, END, null, null, null))
                .with(rollout("1", "d", "sha256:" + "a".repeat(64), END, Outcome.SUCCEEDED, null));

        assertThat(Placements.of(release, false, "shop", 3, "")).isEmpty();
        assertThat(Placements.of(release, true, "shop", 3, ""))
                .singleElement()
                .extracting(Placement::place)
                .isEqualTo("production");
    }

    private void release(int run, String digest, Outcome outcome, Boolean undone) throws Exception {
        Path book = Files.createDirectories(folder.resolve(run + "/storefront"));
        Files.writeString(
                book.resolve("release.json"),
                ReleaseJson.write(Release.empty()
                        .with(new Release.Deployment(
                                "d", "Production", "production", UndoPolicy.NEVER, END, END, outcome, ""))
                        .with(rollout("r", "d", digest, END.plusSeconds(run), outcome, undone))));
    }

    private static Release.Rollout rollout(
            String id, String deployment, String digest, Instant end, Outcome outcome, Boolean undone) {
        return new Release.Rollout(
                id,
                deployment,
                "main",
                "shop",
                List.of(),
                Map.of("registry.example:5000/shop/cart", "registry.example:5000/shop/cart@" + digest),
                END,
                end,
                outcome,
                "",
                List.<FailureCause>of(),
                undone);
    }
}
