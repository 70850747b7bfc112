package io.jenkins.plugins.storefront.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.NoticeFailed;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.RolloutEnded;
import io.jenkins.plugins.storefront.delivery.event.RolloutPlanned;
import io.jenkins.plugins.storefront.delivery.event.UndoEnded;
import io.jenkins.plugins.storefront.delivery.event.UndoStarted;
import io.jenkins.plugins.storefront.delivery.event.WarningSeen;
import io.jenkins.plugins.storefront.delivery.event.WorkloadProgressed;
import io.jenkins.plugins.storefront.delivery.model.FailureCause;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.RunInfo;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever a name, a log line or a message says, the page stays ours and loads nothing. */
class HostileReportTest {
    private static final String EVIL =
            "</script></style></title></pre><script>alert(1)</script>\"'><img src=x onerror=alert(2)> ]]> {{view}} --> &amp;";
    private static final Pattern TAG = Pattern.compile("<([a-z][a-z0-9]*)((?:\\s+[^<>]*?)?)/?>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z:-]+)=\"([^\"]*)\"");
    private static final Set<String> TAGS = Set.of(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "svg",
            "defs",
            "symbol",
            "circle",
            "path",
            "use",
            "header",
            "div",
            "h1",
            "h2",
            "h3",
            "p",
            "dl",
            "dt",
            "dd",
            "a",
            "code",
            "time",
            "main",
            "section",
            "article",
            "span",
            "figure",
            "figcaption",
            "pre",
            "ul",
            "li",
            "strong",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "i",
            "b",
            "br",
            "details",
            "summary",
            "iframe",
            "footer",
            "hr",
            "em",
            "s",
            "blockquote");

    @Test
    void nothingFromOutsideBecomesAnElement() throws IOException {
        String html = SampleRun.look("hostile", hostile().report.html(run(), "FAILURE", SampleRun.at(9)));

        assertThat(tags(html)).isSubsetOf(TAGS);
        assertThat(html)
                .doesNotContain("<script", "<img", "]]>", "url(")
                .contains("&lt;script&gt;alert(1)")
                .contains("{{view}} --&gt; &amp;amp;");
    }

    @Test
    void attributesHoldTheirQuotes() {
        String html = hostile().report.html(run(), "FAILURE", SampleRun.at(9));

        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            String rest = ATTRIBUTE.matcher(tag.group(2)).replaceAll("").strip();
            assertThat(rest).as(tag.group()).isEmpty();
        }
    }

    @Test
    void onlyLinksOfTheWebAreLinked() {
        String html = hostile().report.html(run(), "FAILURE", SampleRun.at(9));

        assertThat(attributes(html, "href"))
                .allMatch(href -> href.startsWith("#i-") || href.startsWith("https://") || href.startsWith("mailto:"))
                .contains("https://ci.example/1");
        assertThat(html).contains("click me");
    }

    @Test
    void nothingIsLoadedFromOutside() {
        for (String html : List.of(
                SampleRun.undone().html("FAILURE", 174), hostile().report.html(run(), "FAILURE", SampleRun.at(9)))) {
            assertThat(attributes(html, "src")).isEmpty();
            assertThat(html).doesNotContain("<link", "@import", "url(", "<script", "<object", "<embed");
            assertThat(html).contains("default-src 'none'").contains("sandbox=\"\"");
            assertThat(Pattern.compile("<use href=\"(?!#)").matcher(html).find())
                    .isFalse();
        }
    }

    private static RunInfo run() {
        return new RunInfo(EVIL, 1, "javascript:alert(4)", SampleRun.START, EVIL, EVIL, EVIL);
    }

    private static SampleRun hostile() {
        SampleRun run = new SampleRun();
        WorkloadRef evil = new WorkloadRef("apps/v1", "Deployment", EVIL, EVIL);
        run.stage("1", EVIL, null, 0, 5, Outcome.FAILED);
        run.stage("2", EVIL, "1", 0, 5, Outcome.FAILED);
        run.stage("3", EVIL, "1", 0, 5, Outcome.SUCCEEDED);
        run.take(
                new DeploymentOpened(SampleRun.at(1), "d", EVIL, EVIL, UndoPolicy.ON_FAILURE),
                new RolloutPlanned(SampleRun.at(1), "r", "d", EVIL, EVIL, List.of(evil), Map.of(EVIL, EVIL)),
                new WorkloadProgressed(SampleRun.at(2), "r", evil, 7, 0, EVIL),
                new WarningSeen(SampleRun.at(2), "r", evil, EVIL, EVIL),
                new Remark(SampleRun.at(2), true, EVIL, EVIL),
                new RolloutEnded(
                        SampleRun.at(3),
                        "r",
                        Outcome.FAILED,
                        EVIL,
                        List.of(new FailureCause(
                                EVIL, EVIL, EVIL, EVIL, EVIL, -1, List.of(EVIL, "]]>", "</pre><script>")))),
                new UndoStarted(SampleRun.at(3), "r", EVIL),
                new UndoEnded(SampleRun.at(4), "r", false, EVIL),
                new DeploymentClosed(SampleRun.at(4), "d", Outcome.FAILED, EVIL),
                new NoticeFailed(SampleRun.at(5), "n", EVIL, EVIL, EVIL));
        run.report.failure(EVIL);
        run.report.slackMessage(
                Map.of(
                        "username", EVIL,
                        "blocks",
                                List.of(
                                        Map.of("type", EVIL),
                                        Map.of("type", "header", "text", Map.of("type", "plain_text", "text", EVIL)),
                                        section(EVIL + " *" + EVIL + "* `" + EVIL + "` ```" + EVIL + "```"),
                                        section("<javascript:alert(3)|click me> <https://ci.example/1|run> <@" + EVIL
                                                + ">"),
                                        section(
                                                "<https://x.example/\" onclick=\"alert(5)|quoted> <data:text/html,x|data>"),
                                        Map.of(
                                                "type",
                                                "image",
                                                "image_url",
                                                "https://x.example/a.png",
                                                "alt_text",
                                                EVIL),
                                        Map.of(
                                                "type",
                                                "actions",
                                                "elements",
                                                List.of(Map.of(
                                                        "type",
                                                        "button",
                                                        "url",
                                                        "javascript:alert(6)",
                                                        "text",
                                                        Map.of("type", "plain_text", "text", "click me"))))),
                        "attachments",
                                List.of(Map.of(
                                        "color",
                                        "red;} body{display:none",
                                        "text",
                                        EVIL,
                                        "title",
                                        EVIL,
                                        "title_link",
                                        "javascript:alert(7)"))),
                EVIL,
                SampleRun.at(6));
        run.report.mail(
                EVIL, EVIL, List.of(EVIL), "<img src=\"https://x.example/pixel.png\">" + EVIL, EVIL, SampleRun.at(6));
        return run;
    }

    private static Map<String, ?> section(String text) {
        return Map.of("type", "section", "text", Map.of("type", "mrkdwn", "text", text));
    }

    private static Set<String> tags(String html) {
        Set<String> names = new TreeSet<>();
        Matcher tag = Pattern.compile("<([a-zA-Z][a-zA-Z0-9]*)").matcher(html);
        while (tag.find()) {
            names.add(tag.group(1));
        }
        return names;
    }

    private static List<String> attributes(String html, String name) {
        return TAG.matcher(html)
                .results()
                .flatMap(tag -> ATTRIBUTE.matcher(tag.group(2)).results())
                .filter(attribute -> attribute.group(1).equals(name))
                .map(attribute -> attribute.group(2))
                .toList();
    }
}
