package io.jenkins.plugins.storefront.runner.steps;

import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Steps about the run: log, source, questions, test results. */
final class RunSteps {
    private RunSteps() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.step("echo").needs("message", Object.class).returns(call -> {
                    call.log(call.here(RunServices.class).mask().apply(String.valueOf(call.value("message"))));
                    return null;
                }),
                BuiltIn.step("checkout").anything().returns(RunSteps::checkout),
                BuiltIn.step("properties").needs("properties", List.class).returns(RunSteps::properties),
                BuiltIn.step("parameters")
                        .needs("parameterDefinitions", List.class)
                        .returns(call -> call.value("parameterDefinitions")),
                accepted("disableConcurrentBuilds"),
                accepted("buildDiscarder"),
                accepted("logRotator"),
                accepted("pipelineTriggers"),
                accepted("cron"),
                accepted("pollSCM"),
                BuiltIn.step("input")
                        .needs("message", String.class)
                        .takes("id", String.class)
                        .takes("ok", String.class)
                        .takes("submitter", String.class)
                        .takes("submitterParameter", String.class)
                        .takes("parameters", List.class)
                        .does(RunSteps::input),
                BuiltIn.step("junit")
                        .needs("testResults", String.class)
                        .takes("allowEmptyResults", Boolean.class)
                        .takes("skipPublishingChecks", Boolean.class)
                        .takes("skipMarkingBuildUnstable", Boolean.class)
                        .takes("keepLongStdio", Boolean.class)
                        .takes("checksName", String.class)
                        .returns(RunSteps::junit),
                BuiltIn.refused("bat", "it runs Windows' shell; use sh"),
                BuiltIn.refused("powershell", "use sh"),
                BuiltIn.refused("build", "it starts another job of a controller"),
                BuiltIn.refused("library", "load the library's files with 'load' in Jenkins, or run the job there"),
                BuiltIn.refused("tool", "it installs a controller's tools; put the tool on the PATH"));
    }

    /** A property of a job on a controller; here it changes nothing. */
    private static BuiltIn accepted(String name) {
        return BuiltIn.step(name).anything().returns(call -> Map.of());
    }

    /** Of a job's properties only the parameters mean something here: their defaults. */
    private static Object properties(Call call) throws Exception {
        for (Object property : (List<?>) call.value("properties")) {
            if (property instanceof List<?> definitions) {
                for (Object definition : definitions) {
                    Map<?, ?> one = (Map<?, ?>) definition;
                    Object value = one.get("choices") instanceof List<?> choices && !choices.isEmpty()
                            ? choices.get(0)
                            : one.get("defaultValue");
                    call.here(RunServices.class)
                            .parameterDefault(String.valueOf(one.get("name")), value == null ? "" : value);
                }
            }
        }
        return null;
    }

    /** The project is on this machine already: its tracked files are the checkout. */
    private static Object checkout(Call call) throws Exception {
        RunServices run = call.here(RunServices.class);
        Path from = run.project().toAbsolutePath().normalize();
        Path to = call.folder();
        if (!from.equals(to)) {
            for (Path file : FileSteps.find(from, "**", ".git/**,.storefront/**,target/**")) {
                Path target = to.resolve(file.toString());
                Files.createDirectories(target.getParent());
                Files.copy(
                        from.resolve(file),
                        target,
                        StandardCopyOption.REPLACE_EXISTING,
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        Map<String, String> variables = run.environment();
        Map<String, Object> result = new LinkedHashMap<>();
        for (String name : List.of("GIT_COMMIT", "GIT_BRANCH", "GIT_URL")) {
            if (variables.containsKey(name)) {
                result.put(name, variables.get(name));
            }
        }
        return result;
    }

    private static void input(Call call) throws Exception {
        RunServices run = call.here(RunServices.class);
        var answering = run.pool().submit(() -> {
            try {
                String answer = run.ask(call.text("message"), List.of());
                if (answer == null) {
                    call.context().onFailure(new FlowInterruptedException(Result.ABORTED, true, new Rejected()));
                } else {
                    call.context().onSuccess(null);
                }
            } catch (DeliveryException e) {
                call.context().onFailure(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        call.whenStopped(cause -> answering.cancel(true));
    }

    private static Object junit(Call call) throws Exception {
        List<Path> files = FileSteps.find(call.folder(), call.text("testResults"), null);
        if (files.isEmpty() && !call.flag("allowEmptyResults")) {
            throw new DeliveryException("junit: no file matches '" + call.text("testResults") + "'");
        }
        int total = 0;
        int skipped = 0;
        List<String> failed = new ArrayList<>();
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(call.folder().resolve(file))) {
                XMLStreamReader xml = factory.createXMLStreamReader(in);
                String test = "";
                while (xml.hasNext()) {
                    if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                        continue;
                    }
                    switch (xml.getLocalName()) {
                        case "testcase" -> {
                            total++;
                            test = xml.getAttributeValue(null, "classname") + "." + xml.getAttributeValue(null, "name");
                        }
                        case "failure", "error" -> failed.add(test);
                        case "skipped" -> skipped++;
                        default -> {
                            // Output and properties do not count
                        }
                    }
                }
            }
        }
        call.log("Tests: " + total + ", failed " + failed.size() + ", skipped " + skipped);
        for (String test : failed) {
            call.log("  failed: " + test);
        }
        if (!failed.isEmpty() && !call.flag("skipMarkingBuildUnstable")) {
            call.context().setResult(Result.UNSTABLE);
            StageScope stage = call.context().get(StageScope.class);
            if (stage != null) {
                stage.worsen(Result.UNSTABLE);
            }
        }
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("totalCount", total);
        summary.put("failCount", failed.size());
        summary.put("skipCount", skipped);
        summary.put("passCount", total - failed.size() - skipped);
        return summary;
    }

    /** As Jenkins' Rejection. */
    private static final class Rejected extends CauseOfInterruption {
        private static final long serialVersionUID = 1L;

        @Override
        public String getShortDescription() {
            return "Rejected";
        }
    }
}
