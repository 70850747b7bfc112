package io.jenkins.plugins.storefront.runner.cli;

import io.jenkins.plugins.storefront.runner.report.Report;
import io.jenkins.plugins.storefront.runner.sandbox.Sandbox;
import java.util.Map;
import java.util.function.Consumer;

/** Puts into a report what people would have received, as the sandbox has received it since the last report. */
final class SandboxMessages implements Consumer<Report> {
    private final Sandbox sandbox;
    private int slack;
    private int mails;

    SandboxMessages(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public void accept(Report report) {
        var messages = sandbox.slack().messages();
        messages.subList(slack, messages.size())
                .forEach(one -> report.slackMessage(
                        Map.of("text", one.text(), "blocks", one.blocks()), one.channel(), one.at()));
        slack = messages.size();
        var received = sandbox.mail().messages();
        received.subList(mails, received.size())
                .forEach(one -> report.mail(one.subject(), one.from(), one.to(), one.html(), one.text(), one.at()));
        mails = received.size();
    }
}
