package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Item;
import java.net.URL;
import jenkins.model.Jenkins;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlInlineFrame;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The page on which templates are tried out. */
@WithJenkins
class TemplatePreviewTest {
    private JenkinsRule j;

    @BeforeEach
    void allow(JenkinsRule rule) {
        j = rule;
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader"));
    }

    private WebResponse render(String user, String form, String template) throws Exception {
        JenkinsRule.WebClient web = client(user);
        WebRequest request = new WebRequest(new URL(j.getURL(), "manage/storefront/preview/render"), HttpMethod.POST);
        request.setRequestParameters(java.util.List.of(
                new NameValuePair("example", "UNDONE"),
                new NameValuePair("language", "zh_CN"),
                new NameValuePair("form", form),
                new NameValuePair("template", template)));
        web.addCrumb(request);
        return web.getPage(request).getWebResponse();
    }

    private JenkinsRule.WebClient client(String user) throws Exception {
        JenkinsRule.WebClient web = j.createWebClient();
        web.login(user);
        web.getOptions().setThrowExceptionOnFailingStatusCode(false);
        return web;
    }

    @Test
    void showsTheExampleInAFrameThatMayDoNothing() throws Exception {
        HtmlPage page = client("admin").goTo("manage/storefront/preview/");
        HtmlInlineFrame frame = page.getFirstByXPath("//iframe[@name='storefront-shown']");
        assertThat(frame.getAttribute("sandbox")).isEmpty();
        assertThat(frame.hasAttribute("sandbox")).isTrue();
        WebResponse shown =
                client("admin").goTo("manage/storefront/preview/shown").getWebResponse();
        assertThat(shown.getResponseHeaderValue("Content-Security-Policy")).startsWith("sandbox; default-src 'none';");
        assertThat(shown.getContentAsString())
                .contains("PAYMENT_PROVIDER_KEY is not set", "class=\"ground dark\"")
                .doesNotContain("<script");
    }

    @Test
    void usesWhatIsEnteredOrSaysWhatIsWrongInIt() throws Exception {
        assertThat(render("admin", "text", "OWN {{run.name}}: {{result}}").getContentAsString())
                .contains("OWN shop/main #42: 已撤销");
        WebResponse wrong = render("admin", "html", "<b>\n{{sumary}}</b><script>alert(1)</script>");
        assertThat(wrong.getContentAsString())
                .contains("template.html.mustache:2: unknown field &#39;sumary&#39;")
                .doesNotContain("<script>");
    }

    @Test
    void isForThoseWhoMayReadTheConfiguration() throws Exception {
        assertThat(client("reader")
                        .goTo("manage/storefront/preview/", null)
                        .getWebResponse()
                        .getStatusCode())
                .isIn(403, 404);
        assertThat(render("reader", "text", "x").getStatusCode()).isEqualTo(403);
    }
}
