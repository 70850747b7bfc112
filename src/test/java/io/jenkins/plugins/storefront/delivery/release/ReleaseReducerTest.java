package io.jenkins.plugins.storefront.delivery.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.NoticeSent;
import io.jenkins.plugins.storefront.delivery.event.NoticeUpdated;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseReducerTest {
    private static Release release() {
        Release release = Release.empty();
        for (DeliveryEvent event : ReleaseFixtures.undoneRelease()) {
            release = ReleaseReducer.reduce(release, event);
        }
        return release;
    }

    @Test
    void tellsTheWholeStoryOfAnUndoneDeployment() {
        Release release = release();
        assertThat(release.images().get(new ServiceName("payment")).digest()).isEqualTo(ReleaseFixtures.DIGEST);
        assertThat(release.deployments()).singleElement().satisfies(deployment -> {
            assertThat(deployment.outcome()).isEqualTo(Outcome.UNDONE);
            assertThat(deployment.endedAt()).isEqualTo(ReleaseFixtures.T.plusSeconds(13));
        });
        assertThat(release.rolloutsOf("d1")).singleElement().satisfies(rollout -> {
            assertThat(rollout.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(rollout.undone()).isTrue();
            assertThat(rollout.causes().get(0).log()).endsWith("fatal: PAYMENT_KEY is not set");
        });
        assertThat(release.notices()).extracting(Release.Notice::failure).containsExactly(null, "550 no such user");
    }

    @Test
    void staysTheSameAtEventsThatAreNoneOfItsBusiness() {
        Release release = release();
        assertThat(ReleaseReducer.reduce(release, new Remark(ReleaseFixtures.T, false, "docker", "not used")))
                .isSameAs(release);
        assertThat(ReleaseReducer.reduce(
                        release, new RolloutEnded(ReleaseFixtures.T, "unknown", Outcome.SUCCEEDED, "", List.of())))
                .isEqualTo(release);
    }

    @Test
    void aNoticeIsOnRecordAsItStandsNowAndOnlyAnotherTitleIsWrittenDown() {
        Release begun = ReleaseReducer.reduce(
                Release.empty(),
                new NoticeSent(Instant.EPOCH, "n1", "slack", "#shop", "shop #1: under way", "[]", "0 of 7", "C1/7.1"));
        assertThat(ReleaseReducer.reduce(
                        begun, new NoticeUpdated(Instant.EPOCH, "C1/7.1", "shop #1: under way", "3 of 7")))
                .isSameAs(begun);
        assertThat(ReleaseReducer.reduce(
                        begun, new NoticeUpdated(Instant.EPOCH, "C1/8.1", "shop #1: succeeded", "7 of 7")))
                .isSameAs(begun);
        assertThat(ReleaseReducer.reduce(
                                begun, new NoticeUpdated(Instant.EPOCH, "C1/7.1", "shop #1: succeeded", "7 of 7"))
                        .notices())
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.title()).isEqualTo("shop #1: succeeded");
                    assertThat(notice.text()).isEqualTo("7 of 7");
                    assertThat(notice.id()).isEqualTo("n1");
                });
    }

    @Test
    void isReadBackFromJsonAsItWasWritten() throws Exception {
        Release release = release();
        assertThat(ReleaseJson.read(ReleaseJson.write(release))).isEqualTo(release);
    }

    @Test
    void isReadFromALaterVersionThatKnowsMore() throws Exception {
        String later = ReleaseJson.write(release()).replace("{\"version\":1,", "{\"version\":2,\"approvals\":[{}],");
        assertThat(ReleaseJson.read(later)).isEqualTo(release());
    }

    @Test
    void refusesADamagedFileWithAMessageForPeople() {
        assertThatExceptionOfType(DeliveryException.class)
                .isThrownBy(() -> ReleaseJson.read("{\"version\":1,"))
                .withMessageStartingWith("the release on record is damaged");
    }
}
