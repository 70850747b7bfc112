package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a set needs of a quota on its way, beside what serves before and after: a surge pod of each Deployment that takes no pod away
 * before the next one serves, and a pod of each Job. Only what would have to wait for somebody else is named: a rolling update that
 * may take a pod away goes on with less surge, and a Job with fewer pods at a time.
 */
final class Headroom {
    private final List<Manifest> set;
    private final Map<WorkloadRef, Usage> more;
    private final Lookup lookup;

    /** @param more what each workload of the set will use more than it does now */
    Headroom(List<Manifest> set, Map<WorkloadRef, Usage> more, Lookup lookup) {
        this.set = set;
        this.more = more;
        this.lookup = lookup;
    }

    /**
     * A time at which this much more than now is used, at the least.
     *
     * @param pod the one that has to fit in
     * @param advice how to need less
     */
    record Need(String pod, Usage more, String advice) {}

    List<Need> needs(String namespace) throws DeliveryException {
        List<Need> needs = new ArrayList<>();
        for (Manifest manifest : set) {
            if (namespace.equals(manifest.namespace())) {
                Optional<Map<String, Object>> live = QuotaCheck.live(manifest, lookup);
                if (manifest.kind().equals("Deployment") && live.isPresent()) {
                    surge(manifest, live.get(), needs);
                } else if (manifest.kind().equals("Job")) {
                    job(manifest, live.orElse(Map.of()), needs);
                }
            }
        }
        return needs;
    }

    /** While no pod may be missing there is one more than there shall be, from the first that is replaced to the last. */
    private void surge(Manifest manifest, Map<String, Object> live, List<Need> needs) {
        Map<String, Object> wanted = manifest.object();
        long there = Fields.number(live, "status", "replicas");
        long count = replicas(wanted, live);
        boolean oldServe = there > 0 && Fields.number(live, "status", "availableReplicas") >= there;
        boolean rolls = !Boolean.TRUE.equals(Fields.at(wanted, "spec", "paused"))
                && !covers(Fields.map(live, "spec", "template"), Fields.map(wanted, "spec", "template"));
        if (count < 1 || !oldServe || !rolls || mayTakeAwayFirst(wanted, live, count)) {
            return;
        }
        Usage before = Usage.ofPod(PodTemplates.of(live));
        Usage after = Usage.ofPod(PodTemplates.of(wanted));
        long kept = Math.min(there, count);
        Usage first = before.times(kept).plus(after.times(count + 1 - kept));
        Usage last = before.plus(after.times(count));
        needs.add(new Need(
                "the surge pod of " + manifest.ref(),
                first.most(last).minus(before.times(there)).plus(freedByOthers(manifest)),
                "let it take a pod away first (maxUnavailable: 1)"));
    }

    private static long replicas(Map<String, Object> wanted, Map<String, Object> live) {
        Object said = Fields.at(wanted, "spec", "replicas");
        Object count = said == null ? Fields.at(live, "spec", "replicas") : said;
        return count instanceof Number number ? number.longValue() : 1;
    }

    /** Whether a pod may be missing during a rolling update, by the rules of the Deployment controller ({@code ResolveFenceposts}). */
    private static boolean mayTakeAwayFirst(Map<String, Object> wanted, Map<String, Object> live, long count) {
        Map<String, Object> strategy = Fields.map(wanted, "spec", "strategy");
        if (strategy.isEmpty()) {
            strategy = Fields.map(live, "spec", "strategy");
        }
        return "Recreate".equals(Fields.text(strategy, "type"))
                || part(strategy, "maxUnavailable", count, RoundingMode.DOWN) > 0
                || part(strategy, "maxSurge", count, RoundingMode.UP) == 0;
    }

    private static long part(Map<String, Object> strategy, String field, long count, RoundingMode rounding) {
        Object said = Fields.at(strategy, "rollingUpdate", field);
        String text = said == null ? "25%" : said.toString();
        BigDecimal number = Quantity.of(text.replace("%", ""));
        return (text.endsWith("%") ? number.multiply(BigDecimal.valueOf(count)).movePointLeft(2) : number)
                .setScale(0, rounding)
                .longValue();
    }

    private void job(Manifest manifest, Map<String, Object> live, List<Need> needs) {
        Map<String, Object> wanted = manifest.object();
        String hook = Hooks.when(manifest);
        boolean runs = hook != null || live.isEmpty() || !covers(Fields.map(live, "spec"), Fields.map(wanted, "spec"));
        if (!runs
                || Boolean.TRUE.equals(Fields.at(wanted, "spec", "suspend"))
                || isZero(Fields.at(wanted, "spec", "parallelism"))
                || isZero(Fields.at(wanted, "spec", "completions"))) {
            return;
        }
        Usage others = Hooks.AFTER.equals(hook)
                ? more.values().stream().reduce(Usage.NONE, Usage::plus)
                : freedByOthers(manifest);
        Usage before = Usage.ofPod(PodTemplates.of(live)).times(Fields.number(live, "status", "active"));
        needs.add(new Need(
                "a pod of " + manifest.ref(),
                Usage.ofPod(PodTemplates.of(wanted)).minus(before).plus(others),
                "ask for less"));
    }

    private static boolean isZero(Object said) {
        return said instanceof Number number && number.longValue() == 0;
    }

    /** What others of the set may have given back by then; they may also not have taken more yet. */
    private Usage freedByOthers(Manifest manifest) {
        return more.entrySet().stream()
                .filter(one -> !one.getKey().equals(manifest.ref()))
                .map(one -> one.getValue().least(Usage.NONE))
                .reduce(Usage.NONE, Usage::plus);
    }

    /** Whether all that is wanted is there already; what else is there are defaults, and what others added. */
    static boolean covers(Object there, Object wanted) {
        if (wanted instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .allMatch(entry -> covers(Fields.at(there, String.valueOf(entry.getKey())), entry.getValue()));
        } else if (wanted instanceof List<?> list) {
            List<?> other = there instanceof List<?> found ? found : List.of();
            return list.stream()
                            .allMatch(item -> item instanceof Map
                                    ? other.stream().anyMatch(one -> covers(one, item))
                                    : other.contains(item))
                    && (other.size() == list.size() || list.stream().allMatch(Map.class::isInstance));
        }
        return wanted == null
                || there != null
                        && (wanted.toString().equals(there.toString())
                                || Quantity.of(wanted).signum() != 0
                                        && Quantity.of(wanted).compareTo(Quantity.of(there)) == 0);
    }
}
