package io.jenkins.plugins.storefront.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.model.Result;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.host.JenkinsOutbox;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SlackAnswer;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The admin's page of notices that were not sent. */
@WithJenkins
class NoticesPageTest {
    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    private static JenkinsRule j;

    @BeforeAll
    static void configure(JenkinsRule rule) throws Exception {
        j = rule;
        SANDBOX.configure();
        j.jenkins.setSecurityRealm(j.createDummySecurityRealm());
        j.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader"));
    }

    private static HtmlPage page() throws Exception {
        return j.createWebClient().login("admin").goTo("manage/storefront-notices/");
    }

    private static void refused(String job, String channel) throws Exception {
        SANDBOX.slack().answerNext(SlackAnswer.refusal("not_in_channel"));
        Pipelines.run(j, job, Result.SUCCESS, "slackNotify channel: '" + channel + "', message: 'Hello'");
        await().until(() -> JenkinsOutbox.get().dead().stream()
                .anyMatch(one -> one.notice().to().equals(channel)));
    }

    @Test
    void aDeadLetterIsShownWithWhatToDoAndSentAgain() throws Exception {
        refused("dead", "#closed");
        HtmlPage page = page();
        assertThat(page.asNormalizedText()).contains("#closed", "invite it with /invite", "dead#1");
        j.submit(page.getFormByName("resend"));
        await().until(() -> SANDBOX.slack().messages().stream()
                .anyMatch(one -> one.channel().equals("#closed")));
        await().until(() -> JenkinsOutbox.get().dead().stream()
                .noneMatch(one -> one.notice().to().equals("#closed")));
    }

    @Test
    void deadLettersAreDeleted() throws Exception {
        refused("deleted", "#gone");
        assertThat(j.createWebClient()
                        .login("admin")
                        .goTo("manage/storefront-notices/api/json", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .contains("\"to\":\"#gone\"");
        j.submit(page().getFormByName("discardAll"));
        assertThat(JenkinsOutbox.get().dead()).isEmpty();
    }

    @Test
    void nobodyButAnAdminSeesIt() throws Exception {
        j.createWebClient().login("reader").assertFails("manage/storefront-notices/", 403);
        j.createWebClient().login("reader").assertFails("manage/storefront-notices/api/json", 403);
    }

    @Test
    void nothingIsDoneByAGet() throws Exception {
        j.createWebClient().login("admin").assertFails("manage/storefront-notices/discardAll", 405);
    }
}
