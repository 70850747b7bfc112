package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.runner.declarative.model.Agent;
import io.jenkins.plugins.storefront.runner.declarative.model.Call;
import io.jenkins.plugins.storefront.runner.declarative.model.Environment;
import io.jenkins.plugins.storefront.runner.declarative.model.Pipeline;
import io.jenkins.plugins.storefront.runner.declarative.model.Post;
import io.jenkins.plugins.storefront.runner.declarative.model.Stage;
import java.util.List;

/** Reads a whole {@code pipeline} block. */
final class PipelineParser {
    private final Parsing parsing;
    private Agent agent;
    private Environment environment = Environment.EMPTY;
    private List<Call> options = List.of();
    private List<Call> parameters = List.of();
    private List<Call> triggers = List.of();
    private List<Stage> stages = List.of();
    private Post post = Post.NONE;

    PipelineParser(Parsing parsing) {
        this.parsing = parsing;
    }

    /** The result is only whole if there were no problems. */
    Pipeline parse(Invocation pipeline) {
        CallsParser calls = new CallsParser(parsing);
        Sections sections = new Sections(parsing, "'pipeline'")
                .on("agent", call -> agent = new AgentParser(parsing).parse(call))
                .onBlock("environment", body -> environment = new EnvironmentParser(parsing).parse(body))
                .onBlock("options", body -> options = calls.options(body, false))
                .onBlock("parameters", body -> parameters = calls.parameters(body))
                .onBlock("triggers", body -> triggers = calls.triggers(body))
                .on("tools", call -> StageParts.refuseTools(parsing, call))
                .on(
                        "libraries",
                        call -> parsing.problem(
                                call.node(),
                                "'libraries' loads shared libraries from Jenkins, which the local runner cannot; define the methods in"
                                        + " this file or load them with 'load'"))
                .onBlock("stages", body -> stages = new StageParser(parsing).stages(body, "'stages'", false))
                .onBlock("post", body -> post = new PostParser(parsing).parse(body));
        sections.read(pipeline.body());
        sections.require(pipeline.node(), "agent", "agent any");
        sections.require(pipeline.node(), "stages", "stages { stage('…') { steps { … } } }");
        return new Pipeline(agent, environment, options, parameters, triggers, stages, post);
    }
}
