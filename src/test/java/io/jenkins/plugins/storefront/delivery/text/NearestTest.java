package io.jenkins.plugins.storefront.delivery.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> STEPS = List.of("imageBuild", "clusterRollout", "deployStage", "slackNotify");

    @Test
    void findsTheNameThatAMistypedOneWasMeantToBe() {
        assertThat(Nearest.to("imagebuilt", STEPS)).contains("imageBuild");
        assertThat(Nearest.hint("clusterRolout", STEPS)).isEqualTo(", did you mean 'clusterRollout'?");
    }

    @Test
    void takesTwoSwappedLettersForOneSlip() {
        assertThat(Nearest.to("mian", List.of("main", "lost"))).contains("main");
        assertThat(Nearest.to("ab", List.of("ba"))).contains("ba");
    }

    @Test
    void endsTheSentenceWhereAnotherFollows() {
        assertThat(Nearest.hintAndAll("terraform", List.of("echo", "sh"))).isEqualTo(". Known: echo, sh");
        assertThat(Nearest.hintAndAll("ecko", List.of("echo", "sh")))
                .isEqualTo(", did you mean 'echo'? Known: echo, sh");
    }

    @Test
    void saysNothingWhereNothingIsNear() {
        assertThat(Nearest.to("terraform", STEPS)).isEmpty();
        assertThat(Nearest.hint("terraform", STEPS)).isEmpty();
    }

    @Test
    void prefersTheNearestOfSeveral() {
        assertThat(Nearest.to("tag", List.of("tags", "target", "tax"))).contains("tags");
    }
}
