package io.jenkins.plugins.storefront.delivery.guard;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.metrics.Judge;
import io.jenkins.plugins.storefront.delivery.metrics.Judgement;
import io.jenkins.plugins.storefront.delivery.metrics.MetricRule;
import io.jenkins.plugins.storefront.delivery.metrics.MetricSource;
import java.time.Duration;
import java.util.List;

/** Judges the samples since the step began. A source that does not answer says nothing, and nothing at the end is no. */
final class MetricGate implements Gate {
    /** A judgement costs two queries. */
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(5);

    private final GateRule.Metric rule;
    private final MetricSource source;

    MetricGate(GateRule.Metric rule, MetricSource source) {
        this.rule = rule;
        this.source = source;
    }

    @Override
    public GateAnswer ask(GateContext context) throws InterruptedException {
        Judgement judgement;
        try {
            MetricRule metric = rule.rule();
            List<Double> version = samples(metric.query(), context);
            List<Double> baseline = metric.baseline() == null ? List.of() : samples(metric.baseline(), context);
            judgement = Judge.judge(metric, version, baseline);
        } catch (DeliveryException e) {
            return unknown(context, rule.rule().name() + ": " + e.getMessage());
        }
        return switch (judgement.verdict()) {
            case GOOD -> GateAnswer.go(judgement.reason());
            case BAD -> GateAnswer.no(judgement.reason());
            case NO_DATA -> unknown(context, judgement.reason());
        };
    }

    private List<Double> samples(String query, GateContext context) throws DeliveryException, InterruptedException {
        return source.samples(context.filled(query), context.since(), context.now(), rule.interval());
    }

    private GateAnswer unknown(GateContext context, String why) {
        Duration pause = rule.interval().compareTo(LEAST_PAUSE) > 0 ? rule.interval() : LEAST_PAUSE;
        return context.last()
                ? GateAnswer.no(why)
                : GateAnswer.waitUntil(context.now().plus(pause), why);
    }
}
