package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.runner.declarative.model.Agent;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import io.jenkins.plugins.storefront.runner.declarative.model.Environment;
import io.jenkins.plugins.storefront.runner.declarative.model.Input;
import io.jenkins.plugins.storefront.runner.declarative.model.Post;
import io.jenkins.plugins.storefront.runner.declarative.model.Stage;
import io.jenkins.plugins.storefront.runner.declarative.model.When;
import io.jenkins.plugins.storefront.runner.declarative.model.Work;
import java.util.List;
import java.util.Map;

/** The sections that stages and matrices share: everything around the work. */
final class StageParts {
    private final Parsing parsing;
    private Agent agent;
    private When when;
    private Input input;
    private List<Call> options = List.of();
    private Environment environment = Environment.EMPTY;
    private Post post = Post.NONE;

    StageParts(Parsing parsing) {
        this.parsing = parsing;
    }

    Sections on(Sections sections) {
        return sections.on("agent", call -> agent = new AgentParser(parsing).parse(call))
                .onBlock("environment", body -> environment = new EnvironmentParser(parsing).parse(body))
                .onBlock("when", body -> when = new WhenParser(parsing).parse(body))
                .onBlock("input", body -> input = new InputParser(parsing).parse(body))
                .onBlock("options", body -> options = new CallsParser(parsing).options(body, true))
                .on("tools", call -> refuseTools(parsing, call))
                .onBlock("post", body -> post = new PostParser(parsing).parse(body));
    }

    static void refuseTools(Parsing parsing, Invocation call) {
        parsing.problem(
                call.node(),
                "'tools' installs tools on Jenkins agents; the local runner uses those on PATH: install them and remove 'tools'");
    }

    Stage stage(String name, int line, Map<String, String> cell, Work work) {
        return new Stage(name, line, cell, agent, when, input, options, environment, work, post);
    }
}
