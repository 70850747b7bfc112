package io.jenkins.plugins.storefront.delivery.notify.preview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "*bold* and _italic_ and ~gone~ → <strong>bold</strong> and <em>italic</em> and <s>gone</s>",
                "*bold `code`* → <strong>bold <code>code</code></strong>",
                "2*3*4 and snake_case_name → 2*3*4 and snake_case_name",
                "`a*b*c` → <code>a*b*c</code>",
                "a &amp; b &lt;c&gt; → a &amp; b &lt;c&gt;",
                "<https://shop.example/a?b&amp;c|shop> → "
                        + "<a href=\"https://shop.example/a?b&amp;c\" rel=\"noopener noreferrer\">shop</a>",
                "<ftp://shop.example|shop> → shop",
                "List<String> and <script> → List&lt;String&gt; and &lt;script&gt;",
                "<#C1|releases> <!here> → "
                        + "<span class=\"mention\">#releases</span> <span class=\"mention\">@here</span>",
                ":rocket: :no_such_one: → <span role=\"img\" aria-label=\"rocket\">🚀</span> :no_such_one:",
                "&gt; said → <blockquote>said</blockquote>"
            })
    void showsWhatSlackShows(String mrkdwn, String html) {
        assertThat(SlackText.mrkdwn(mrkdwn)).isEqualTo(html);
    }

    @Test
    void aFenceKeepsItsLines() {
        assertThat(SlackText.mrkdwn("why\n```\na *b*\n  c\n```\nend")).isEqualTo("why<pre>a *b*\n  c</pre>end");
    }

    @Test
    void aColourIsOneOrNone() {
        assertThat(SlackBlocks.colour("good")).hasValue("#2eb67d");
        assertThat(SlackBlocks.colour("36a64f")).hasValue("#36a64f");
        assertThat(SlackBlocks.colour("red;display:none")).isEmpty();
    }

    @Test
    void blocksMayBeJsonAndAreNeverFatal() {
        assertThat(SlackBlocks.draw(Map.of("text", "plain", "blocks", "[{\"type\":\"divider\"}]")))
                .isEqualTo("<hr class=\"block\">");
        assertThat(SlackBlocks.draw(Map.of("text", "plain", "blocks", "[{"))).contains("plain");
        assertThat(SlackBlocks.draw(Map.of())).isEmpty();
    }
}
