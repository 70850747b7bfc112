package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the engine relies on when it keeps what may hold secrets, on whichever host. */
public abstract class SealerContract {
    private static final String PLAIN = "{\"kind\":\"Secret\",\"data\":\"größe\"}";

    /** A sealer with the host's key, made anew at each call as a new process would. */
    protected abstract Sealer sealer() throws Exception;

    /** A sealer of another host, with a key of its own. */
    protected abstract Sealer another() throws Exception;

    @Test
    void opensWhatItSealedInAProcessBefore() throws Exception {
        String sealed = sealer().seal(Secret.of(PLAIN));
        assertThat(sealer().open(sealed).reveal()).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3_000_000})
    void sealsTextsOfAnyLength(int length) throws Exception {
        String plain = "x".repeat(length);
        assertThat(sealer().open(sealer().seal(Secret.of(plain))).reveal()).isEqualTo(plain);
    }

    @Test
    void showsNothingOfTheTextAndSealsItDifferentlyEachTime() throws Exception {
        Sealer sealer = sealer();
        String sealed = sealer.seal(Secret.of(PLAIN));
        assertThat(sealed).doesNotContain("Secret", "data");
        assertThat(sealer.seal(Secret.of(PLAIN))).isNotEqualTo(sealed);
    }

    @Test
    void makesOneKeyHoweverManyNeedItFirst() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> sealed = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Sealer own = sealer();
                sealed.add(threads.submit(() -> own.seal(Secret.of(PLAIN))));
            }
            for (Future<String> one : sealed) {
                assertThat(sealer().open(one.get()).reveal()).isEqualTo(PLAIN);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesATextThatWasDamaged() throws Exception {
        StringBuilder sealed = new StringBuilder(sealer().seal(Secret.of(PLAIN)));
        int middle = sealed.length() / 2;
        sealed.setCharAt(middle, sealed.charAt(middle) == 'A' ? 'B' : 'A');
        refuses(sealer(), sealed.toString());
        refuses(sealer(), sealed.substring(0, 8));
        refuses(sealer(), "not sealed at all");
    }

    @Test
    void refusesTheTextOfAnotherHost() throws Exception {
        refuses(sealer(), another().seal(Secret.of(PLAIN)));
    }

    private static void refuses(Sealer sealer, String sealed) {
        assertThatThrownBy(() -> sealer.open(sealed))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("cannot be decrypted")
                .hasMessageNotContaining("\n");
    }
}
