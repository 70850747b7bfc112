package io.jenkins.plugins.storefront.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckoutsTest {
    private final Checkouts checkouts = new Checkouts()
            .with(
                    "/agent/shop",
                    Map.of("GIT_COMMIT", "a1", "GIT_URL", "https://git.example.com/shop.git", "OTHER", "x"))
            .with("/agent/shop/config", Map.of("GIT_COMMIT", "b2"));

    @Test
    void aStepWorksOnWhatIsCheckedOutInItsFolderOrTheNearestAbove() {
        assertThat(checkouts.variables("/agent/shop")).containsEntry("GIT_COMMIT", "a1");
        assertThat(checkouts.variables("/agent/shop/services/cart")).containsEntry("GIT_COMMIT", "a1");
        assertThat(checkouts.variables("/agent/shop/config/production")).containsEntry("GIT_COMMIT", "b2");
    }

    @Test
    void elsewhereARunIsAboutWhatItCheckedOutFirst() {
        assertThat(checkouts.variables(null)).containsEntry("GIT_COMMIT", "a1");
        assertThat(checkouts.variables("/agent/shop-2")).containsEntry("GIT_COMMIT", "a1");
        assertThat(new Checkouts().variables("/agent/shop")).isEmpty();
    }

    @Test
    void foldersOfWindowsCountTheSame() {
        Checkouts there = checkouts.with("C:\\agent\\shop", Map.of("GIT_COMMIT", "c3"));
        assertThat(there.variables("C:\\agent\\shop\\services")).containsEntry("GIT_COMMIT", "c3");
    }

    @Test
    void onlyWhatIsReadIsKept() {
        assertThat(checkouts.variables("/agent/shop")).containsOnlyKeys("GIT_COMMIT", "GIT_URL");
    }

    @Test
    void aLaterCheckoutOfAFolderTakesThePlaceOfTheEarlierOne() {
        assertThat(checkouts.with("/agent/shop", Map.of("GIT_COMMIT", "d4")).variables("/agent/shop"))
                .containsEntry("GIT_COMMIT", "d4");
    }
}
