package io.jenkins.plugins.storefront.steps;

import hudson.AbortException;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutRequest;
import io.jenkins.plugins.storefront.delivery.kubernetes.StrategySession;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.StrategyProgress;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.ReadyRule;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutMachine;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.WaitRules;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.StrategyJson;
import io.jenkins.plugins.storefront.strategy.RolloutStrategy;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The wait of {@code clusterRollout}. */
final class ClusterRolloutExecution extends RolloutExecution<StrategySession> {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    /** Null in what an earlier version wrote: its state tells all that is needed, once there is one. */
    private final ManifestParameters parameters;

    private final int timeout;
    private final int noActivityTimeout;
    private final int crashTolerance;
    private final LinkedHashMap<String, String> ready;
    private final int settleTime;
    private final boolean showLogs;

    /** Null in what an earlier version of the plugin wrote: fails the step. */
    private final Boolean propagate;

    /** As JSON; null where storefront.yaml says, and in what an earlier version of the plugin wrote. */
    private final String strategy;

    private final Once ending = new Once();

    /** What an earlier version wrote with the program; null in what this one writes. */
    private String state;

    ClusterRolloutExecution(StepContext context, ClusterRolloutStep step) throws AbortException {
        super(context);
        parameters = new ManifestParameters("clusterRollout", step, step.getPlan(), step.getConcurrency());
        timeout = step.getTimeout();
        noActivityTimeout = step.getNoActivityTimeout();
        crashTolerance = step.getCrashTolerance();
        ready = new LinkedHashMap<>(step.getReady());
        settleTime = step.getSettleTime();
        showLogs = step.isShowLogs();
        propagate = step.isPropagate();
        strategy = json(step.getStrategy());
    }

    private static String json(RolloutStrategy chosen) throws AbortException {
        try {
            Optional<Strategy> said = chosen == null ? Optional.empty() : chosen.toEngine();
            return said.isEmpty() ? null : StrategyJson.write(said.get());
        } catch (DeliveryException e) {
            throw new AbortException("clusterRollout: " + e.getMessage());
        }
    }

    @Override
    String name() {
        return "clusterRollout";
    }

    @Override
    Once ending() {
        return ending;
    }

    @Override
    String key() {
        return id;
    }

    @Override
    String stateBefore() {
        return state;
    }

    @Override
    StrategySession session(DeliveryContext delivery) {
        return new StrategySession(delivery, this);
    }

    @Override
    void begin(StrategySession begun, DeliveryContext delivery, DeploymentScope scope) throws Exception {
        ManifestParameters.Found found = found(delivery, scope);
        begun.start(request(found, delivery, scope), strategy(found));
    }

    private ManifestParameters.Found found(DeliveryContext delivery, DeploymentScope scope)
            throws DeliveryException, IOException, InterruptedException {
        if (parameters == null) {
            throw new DeliveryException(
                    "this rollout was begun by an earlier version of the plugin; run the stage anew");
        }
        return parameters.find(delivery, scope);
    }

    /** The step's word, then that of storefront.yaml. */
    private Strategy strategy(ManifestParameters.Found found) throws DeliveryException {
        return strategy == null && found.strategy() != null ? found.strategy() : StrategyJson.read(strategy);
    }

    private RolloutRequest request(ManifestParameters.Found found, DeliveryContext delivery, DeploymentScope scope)
            throws DeliveryException {
        delivery.display().label(label(found.manifests().size(), found.cluster(), found.namespace()));
        return new RolloutRequest(
                id,
                scope == null ? null : scope.id(),
                found.cluster(),
                found.namespace(),
                found.manifests(),
                parameters.images(),
                Duration.ofSeconds(timeout),
                Duration.ofSeconds(noActivityTimeout),
                crashTolerance,
                parameters.force(),
                found.options(),
                rules());
    }

    private static String label(int objects, String cluster, String namespace) {
        return objects
                + (objects == 1 ? " object to " : " objects to ")
                + cluster
                + (namespace == null ? "" : "/" + namespace);
    }

    private WaitRules rules() throws DeliveryException {
        List<ReadyRule> rules = ready == null ? List.of() : ReadyRule.parse(ready);
        return new WaitRules(Duration.ofSeconds(settleTime), rules, showLogs);
    }

    @Override
    public void ended(RolloutState last, RolloutMachine.End end) {
        boolean failed = end.outcome() != Outcome.SUCCEEDED;
        if (failed && !Boolean.FALSE.equals(propagate)) {
            fail(new AbortException("rollout " + end.outcome() + ": " + end.verdict()));
        } else if (ending.first()) {
            getContext().onSuccess(result(end));
        }
    }

    private Map<String, Object> result(RolloutMachine.End end) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("id", id);
        result.put("outcome", end.outcome().name());
        result.put("verdict", end.verdict());
        result.put(
                "causes",
                new ArrayList<>(end.causes().stream().map(RolloutCauses::of).toList()));
        result.put("images", pinned());
        result.put("strategy", story());
        return result;
    }

    /** What the strategy did, line by line. */
    private List<String> story() {
        try {
            return new ArrayList<>(
                    DeliveryContextFactory.of(getContext()).release().current().strategyOf(id).story().stream()
                            .map(StrategyProgress.Line::text)
                            .toList());
        } catch (IOException e) {
            return new ArrayList<>();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ArrayList<>();
        }
    }

    private Map<String, Object> pinned() {
        try {
            for (Release.Rollout rollout :
                    DeliveryContextFactory.of(getContext()).release().current().rollouts()) {
                if (rollout.id().equals(id)) {
                    return new LinkedHashMap<>(rollout.images());
                }
            }
        } catch (IOException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of();
    }

    @Override
    String left(boolean planned) {
        return planned ? "the rollout goes on in the cluster" : "nothing was applied";
    }

    @Override
    public String getStatus() {
        return isPlanned() ? "waiting for the rollout" : "planning";
    }
}
