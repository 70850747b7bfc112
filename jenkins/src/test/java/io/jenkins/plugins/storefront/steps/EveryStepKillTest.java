package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import hudson.Functions;
import io.jenkins.plugins.storefront.fixture.EngineScript;
import io.jenkins.plugins.storefront.fixture.KillEnds;
import io.jenkins.plugins.storefront.fixture.KillLane;
import io.jenkins.plugins.storefront.fixture.KillLanes;
import io.jenkins.plugins.storefront.fixture.Pipelines;
import io.jenkins.plugins.storefront.fixture.SandboxConfiguration;
import io.jenkins.plugins.storefront.fixture.SandboxServices;
import io.jenkins.plugins.storefront.fixture.StepCase;
import io.jenkins.plugins.storefront.fixture.StepCase.Hold;
import io.jenkins.plugins.storefront.host.BusyPool;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.control.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The controller is killed, as by {@code kill -9}, while a step waits; when it is there again the step goes on to its right end, and
 * nothing was done twice. Held at one request after the other: before the other side has it, and when the other side has done it and its
 * answer is lost.
 */
class EveryStepKillTest {
    private static final String WORKERS = "-Dio.jenkins.plugins.storefront.workers=40";

    /** What {@link #WAIT} says once a kill does not break it off any more. */
    private static final String WAITS = "waits for the file";

    /**
     * In the place of {@link StepCase#GO}, which begins and ends a block again and again: Pipeline, killed in the moment in which a block
     * of Jenkins' own ends, may wait for that end for ever.
     */
    private static final String WAIT = "sh 'set +x; echo " + WAITS + "; while [ ! -f \"$GO\" ]; do sleep 0.2; done'";

    @RegisterExtension
    private static final SandboxServices SANDBOX = new SandboxServices();

    @RegisterExtension
    private final RealJenkinsExtension jenkins =
            new RealJenkinsExtension().withTimeout(0).javaOptions("-Xmx1g", WORKERS);

    @TempDir
    private Path machine;

    private Path go;
    private EngineScript engine;

    @BeforeAll
    static void needsAShell() {
        Assumptions.assumeFalse(Functions.isWindows(), "the stand-in for docker is a shell script");
    }

    @BeforeEach
    void begin() throws IOException {
        go = machine.resolve("go");
        engine = new EngineScript(machine);
    }

    private String onTheMachine(String script) {
        return "withEnv([\"PATH+ENGINE=" + engine.bin() + "\", 'GO=" + go + "']) {\n"
                + script.replace(StepCase.GO, WAIT) + "\n}";
    }

    @Test
    void eachGoesOnAfterAKillAtEveryRequest() throws Throwable {
        Files.createFile(go);
        SandboxConfiguration configuration = SANDBOX.configuration();
        try (KillLanes all = new KillLanes(SANDBOX, engine)) {
            List<KillLane> lanes = all.add(configuration);
            jenkins.startJenkins();
            jenkins.run(j -> configure(j, configuration));
            List<KillLane> under = lanes;
            while (!under.isEmpty()) {
                killAll(under);
                under = lanes.stream().filter(lane -> !lane.isDone()).toList();
            }
            assertThat(lanes).allSatisfy(lane -> assertThat(lane.kills()).isPositive());
        }
    }

    /** Holds each lane at its next request, kills the controller, and sees what comes of it. */
    private void killAll(List<KillLane> lanes) throws Throwable {
        LinkedHashMap<String, String> before = new LinkedHashMap<>();
        LinkedHashMap<String, String> jobs = new LinkedHashMap<>();
        for (KillLane lane : lanes) {
            before.put("before-" + lane.job(), lane.before());
            jobs.put(lane.job(), onTheMachine(lane.script()));
        }
        runThrough(before);
        for (KillLane lane : lanes) {
            lane.hold();
        }
        start(jobs);
        await("each lane of " + lanes).atMost(Duration.ofMinutes(2)).until(() -> isAtRest(lanes));
        List<KillLane> held = lanes.stream().filter(KillLane::isHeld).toList();
        Map<String, String> logs =
                ended(jobs(lanes.stream().filter(lane -> !held.contains(lane)).toList()));
        kill();
        for (KillLane lane : lanes) {
            lane.drop();
        }
        jenkins.startJenkins();
        logs.putAll(ended(jobs(held)));
        for (KillLane lane : lanes) {
            new KillEnds(SANDBOX).check(lane, logs.get(lane.job()));
            lane.next(held.contains(lane));
        }
    }

    private static List<String> jobs(List<KillLane> lanes) {
        return lanes.stream().map(KillLane::job).toList();
    }

    @Test
    void eachGoesOnAfterAKillInItsMiddle() throws Throwable {
        SandboxConfiguration configuration = SANDBOX.configuration();
        List<StepCase> waiting = StepCase.held(SANDBOX, Hold.PODS, Hold.BLOCK).toList();
        List<StepCase> busy = StepCase.held(SANDBOX, Hold.THREADS).toList();
        jenkins.startJenkins();
        jenkins.run(j -> configure(j, configuration));
        LinkedHashMap<String, String> before = new LinkedHashMap<>();
        for (StepCase step : waiting) {
            before.put("before-" + step.function(), step.before());
        }
        runThrough(before);
        for (StepCase step : waiting) {
            SANDBOX.cluster().behave(step.app(), Behaviour.UNREADY);
        }
        started(waiting);
        jenkins.run(j -> new BusyPool());
        started(busy);
        kill();
        Files.createFile(go);
        for (StepCase step : waiting) {
            SANDBOX.cluster().behave(step.app(), Behaviour.NONE);
            SANDBOX.call("DELETE", "/api/v1/namespaces/" + step.app() + "/pods?labelSelector=app%3D" + step.app());
        }
        jenkins.startJenkins();
        List<StepCase> all = new ArrayList<>(waiting);
        all.addAll(busy);
        Map<String, String> logs = ended(all.stream().map(StepCase::function).toList());
        for (StepCase step : all) {
            KillEnds.checkLog(step, step.function(), logs.get(step.function()));
            if (step.hold() == Hold.PODS) {
                new KillEnds(SANDBOX).checkDeployment(step, step.app());
            }
        }
        assertThat(engine.containers()).isEmpty();
    }

    /** Starts them, and waits until each has said that it waits. */
    private void started(List<StepCase> steps) throws Throwable {
        LinkedHashMap<String, String> jobs = new LinkedHashMap<>();
        LinkedHashMap<String, String> signs = new LinkedHashMap<>();
        for (StepCase step : steps) {
            jobs.put(step.function(), onTheMachine(step.script()));
            signs.put(step.function(), step.hold() == Hold.BLOCK ? WAITS : step.sign());
        }
        start(jobs);
        jenkins.run(j -> {
            for (Map.Entry<String, String> sign : signs.entrySet()) {
                j.waitForMessage(sign.getValue(), Pipelines.resumed(j, sign.getKey()));
            }
        });
    }

    private boolean isAtRest(List<KillLane> lanes) throws Exception {
        ArrayList<String> names = new ArrayList<>();
        lanes.stream().filter(lane -> !lane.isHeld()).map(KillLane::job).forEach(names::add);
        try {
            return names.isEmpty() || jenkins.call(j -> areEnded(j, names));
        } catch (Exception e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void kill() throws InterruptedException {
        Process controller = jenkins.getProcess();
        jenkins.stopJenkinsForcibly();
        controller.waitFor();
    }

    /** Runs each to its end, but for those that are empty. */
    private void runThrough(LinkedHashMap<String, String> scripts) throws Throwable {
        scripts.values().removeIf(String::isEmpty);
        start(scripts);
        ended(scripts.keySet());
    }

    private void start(LinkedHashMap<String, String> scripts) throws Throwable {
        jenkins.run(j -> {
            for (Map.Entry<String, String> script : scripts.entrySet()) {
                Pipelines.start(j, script.getKey(), script.getValue());
            }
        });
    }

    /** The log of each by its job, once it has ended. */
    private Map<String, String> ended(Iterable<String> jobs) throws Throwable {
        ArrayList<String> names = new ArrayList<>();
        jobs.forEach(names::add);
        return jenkins.call(j -> logs(j, names));
    }

    private static void configure(JenkinsRule j, SandboxConfiguration configuration) throws IOException {
        configuration.apply();
        j.jenkins.setNumExecutors(40);
    }

    private static boolean areEnded(JenkinsRule j, List<String> jobs) {
        return jobs.stream().noneMatch(job -> Pipelines.resumed(j, job).isLogUpdated());
    }

    private static LinkedHashMap<String, String> logs(JenkinsRule j, List<String> jobs) throws Exception {
        LinkedHashMap<String, String> logs = new LinkedHashMap<>();
        for (String job : jobs) {
            logs.put(job, JenkinsRule.getLog(j.waitForCompletion(Pipelines.resumed(j, job))));
        }
        return logs;
    }
}
