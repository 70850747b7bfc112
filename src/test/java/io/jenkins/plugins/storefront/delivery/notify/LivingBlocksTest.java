package io.jenkins.plugins.storefront.delivery.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.Change;
import io.jenkins.plugins.storefront.delivery.port.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the release's one message shows, and that Slack takes it whatever it is made of. */
class LivingBlocksTest {
    private static final Instant T = Instant.parse("2026-11-20T10:00:00Z");
    private static final String HOSTILE = "<!channel> @here " + "x".repeat(4000) + "\u202e\nnext";

    private static RunInfo run(String text) {
        return new RunInfo(text, 12, "https://jenkins.example.com/job/shop/12/", T, text, "0123456789abcdef0123", text);
    }

    private static Release release(int services, String text, boolean failed) {
        List<WorkloadRef> objects = new ArrayList<>();
        IntStream.range(0, services)
                .forEach(i -> objects.add(new WorkloadRef("apps/v1", "Deployment", "shop", "service" + i)));
        objects.add(new WorkloadRef("v1", "ConfigMap", "shop", "settings"));
        List<FailureCause> causes = failed
                ? IntStream.range(0, 9)
                        .mapToObj(i -> FailureCause.of("CrashLoopBackOff", "Deployment shop/service" + i, text))
                        .toList()
                : List.of();
        return Release.empty()
                .with(new Release.Deployment(
                        "d", text, "production", UndoPolicy.NEVER, T, null, failed ? Outcome.FAILED : null, text))
                .with(new Release.Rollout(
                        "r",
                        "d",
                        "main",
                        "shop",
                        objects,
                        Map.of(),
                        T,
                        null,
                        failed ? Outcome.FAILED : null,
                        null,
                        causes,
                        null));
    }

    private static Before before(int changes, String text) {
        return new Before(
                true,
                false,
                "a",
                "b",
                IntStream.range(0, changes)
                        .mapToObj(i -> new Change("c" + i, text + i, new Person(text, List.of())))
                        .toList(),
                List.of());
    }

    private static String blocks(RunInfo run, Release release, Before before, Map<String, Progress> progress) {
        return new LivingBlocks(
                        run,
                        release,
                        Map.of("d", before),
                        progress,
                        new NoticeTexts(null),
                        text -> text.replace("secret", "****"))
                .message("summary", "https://github.com/shop/shop/compare/a...b")
                .blocks();
    }

    @Test
    void showsVersionChangesServicesProgressAndLinks() {
        Map<String, Progress> progress = new LinkedHashMap<>();
        progress.put("r Deployment shop/service0", new Progress(2, 2, "ready"));
        progress.put("r Deployment shop/service1", new Progress(1, 3, "1 of 3 updated"));
        String blocks = blocks(run("shop"), release(3, "Deploy", false), before(7, "Change "), progress);
        assertThat(blocks)
                .contains("`0123456789ab`", "shop #12")
                .contains("• Change 0 — _Change _", "and 2 more commits")
                .contains("▰▰▰▱▱▱▱▱▱▱  1 of 3 serve")
                .contains(
                        ":white_check_mark: service0  2/2", "service1  1/3  1 of 3 updated", ":white_circle: service2")
                .doesNotContain("settings")
                .contains("https://jenkins.example.com/job/shop/12/release/", "compare/a...b");
    }

    @Test
    void showsTheVerdictWithItsFirstCauses() {
        String blocks = blocks(run("shop"), release(3, "no secret", true), before(0, ""), Map.of());
        assertThat(blocks)
                .contains(":x: *no ****", "production: failed")
                .contains("CrashLoopBackOff: no ****", "and 6 more causes")
                .contains(":x: service0")
                .doesNotContain("secret");
    }

    @Test
    void isTakenBySlackWhateverItIsMadeOf() throws Exception {
        String blocks = blocks(run(HOSTILE), release(300, HOSTILE, true), before(200, HOSTILE), Map.of());
        JsonNode all = new ObjectMapper().readTree(blocks);
        assertThat(all.size()).isLessThanOrEqualTo(50);
        for (JsonNode one : all) {
            assertThat(one.at("/text/text").asText().length()).isLessThanOrEqualTo(3000);
        }
        assertThat(blocks).doesNotContain("<!channel>").contains("&lt;!channel&gt;");
    }

    @Test
    void speaksChinese() {
        String blocks = new LivingBlocks(
                        run("shop"),
                        release(1, "Deploy", false),
                        Map.of(),
                        Map.of(),
                        new NoticeTexts("zh_CN"),
                        text -> text)
                .message("summary", null)
                .blocks();
        assertThat(blocks).contains("进行中", "打开运行");
    }

    @Test
    void linksToTheDiffWhereTheHostIsKnown() {
        assertThat(DiffLink.of("git@github.com:shop/shop.git", "a", "b"))
                .isEqualTo("https://github.com/shop/shop/compare/a...b");
        assertThat(DiffLink.of("https://me:token@gitlab.example.com/a/b/shop.git", "a", "b"))
                .isEqualTo("https://gitlab.example.com/a/b/shop/-/compare/a...b");
        assertThat(DiffLink.of("ssh://git@bitbucket.org/shop/shop.git", "a", "b"))
                .isEqualTo("https://bitbucket.org/shop/shop/branches/compare/b..a");
        assertThat(DiffLink.of("https://git.example.com/shop.git", "a", "b")).isNull();
        assertThat(DiffLink.of("https://github.com/shop/shop|<!channel>", "a", "b"))
                .isNull();
        assertThat(DiffLink.of("https://github.com/shop/shop", "a", "a")).isNull();
    }

    @Test
    void failuresThatDifferInNamesOnlyHaveOneCause() {
        assertThat(Causes.plain("cannot pull 'shop/cart:1' on node-7 in 12s"))
                .isEqualTo(Causes.plain("cannot pull 'shop/payment:2' on node-9 in 3s"));
        assertThat(Causes.plain("cannot pull")).isNotEqualTo(Causes.plain("exits with 1"));
    }
}
