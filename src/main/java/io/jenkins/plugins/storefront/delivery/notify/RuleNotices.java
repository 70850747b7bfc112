package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.DeploymentClosed;
import io.jenkins.plugins.storefront.delivery.event.DeploymentOpened;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.event.StrategyMoved;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.DeskItem;
import io.jenkins.plugins.storefront.delivery.port.DeskTarget;
import io.jenkins.plugins.storefront.delivery.port.DeskWatch;
import io.jenkins.plugins.storefront.delivery.settings.NoticeRule;
import io.jenkins.plugins.storefront.delivery.settings.Topic;
import io.jenkins.plugins.storefront.delivery.shop.Shop;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Asks the rules whom a deployment's beginning and end concern, and hands what they want told to the desk. Outbox threads only. */
final class RuleNotices {
    private final DeliveryContext delivery;
    private final ReleaseMessages messages;

    RuleNotices(DeliveryContext delivery, ReleaseMessages messages) {
        this.delivery = delivery;
        this.messages = messages;
    }

    void opened(DeploymentOpened event) {
        try {
            List<NoticeRule> rules = new ArrayList<>(RuleScope.read(delivery.release(), event.deployment()));
            rules.addAll(RuleScope.read(delivery.release(), RuleScope.RUN));
            rules.addAll(ofTheShop());
            Before before = new ReleaseChanges(delivery).before(event.environment(), rules);
            before.write(delivery.release(), event.deployment());
            tell(RuleTelling.of(delivery, event, before), before);
        } catch (DeliveryException | IOException e) {
            remark(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void closed(DeploymentClosed event) {
        Release release = delivery.release().current();
        Release.Deployment deployment = MessageReplies.find(release, event.deployment());
        if (deployment == null || deployment.outcome() == null || deployment.outcome() == Outcome.SKIPPED) {
            return;
        }
        try {
            Before before = Before.read(delivery.release(), event.deployment());
            RuleTelling telling = RuleTelling.of(delivery, release, deployment, before);
            if (deployment.outcome() == Outcome.SUCCEEDED) {
                delivery.desk().acknowledge(telling.subject(), delivery.run().displayName());
            }
            tell(telling, before);
        } catch (DeliveryException | IOException e) {
            remark(e.getMessage());
        }
    }

    /** A strategy has come to a stop where a person has to say yes. */
    void waits(StrategyMoved event) {
        Release release = delivery.release().current();
        Release.Deployment deployment = release.rollouts().stream()
                .filter(one -> one.id().equals(event.rollout()) && one.deployment() != null)
                .map(one -> MessageReplies.find(release, one.deployment()))
                .findFirst()
                .orElse(null);
        if (deployment == null) {
            return; // outside a deployment there is no environment that rules could be about
        }
        try {
            Before before = Before.read(delivery.release(), deployment.id());
            tell(RuleTelling.of(delivery, release, deployment, event), before);
        } catch (IOException e) {
            remark(e.getMessage());
        }
    }

    /** Of a run whose deployments have told nothing, or where something outside them went wrong. */
    void ended(String id, List<NoticeRule> rules, Outcome outcome, String reason) {
        Release release = delivery.release().current();
        boolean told = release.deployments().stream()
                .anyMatch(one -> one.outcome() != null
                        && (!outcome.bad() || one.outcome().bad()));
        if (told) {
            return;
        }
        Before before = new Before(false, false, null, null, List.of(), rules);
        tell(RuleTelling.of(delivery, id, outcome, reason), before);
    }

    private List<NoticeRule> ofTheShop() throws InterruptedException {
        try {
            return ShopFile.find(delivery.workspace()).map(Shop::notices).orElse(List.of());
        } catch (IOException e) {
            return List.of();
        } catch (DeliveryException e) {
            if (e.getMessage().startsWith(ShopFile.NAME)) {
                remark("the rules of " + e.getMessage());
            }
            return List.of(); // outside "node" there is no file
        }
    }

    /** One place, and when it is told. */
    private record Plan(DeskTarget target, Instant due) {
        /** Told at once where one of two rules says so. */
        Plan and(Plan other) {
            Instant earlier = due == null || other.due == null ? null : due.isBefore(other.due) ? due : other.due;
            return new Plan(RuleTargets.both(target, other.target), earlier);
        }
    }

    private void tell(RuleTelling telling, Before before) {
        try {
            RuleTargets places = new RuleTargets(delivery, before);
            Map<String, Plan> plans = new LinkedHashMap<>();
            Watched watched = new Watched();
            List<NoticeRule> rules = new ArrayList<>(before.rules());
            rules.addAll(delivery.settings().notices().rules());
            Instant now = delivery.clock().instant();
            for (NoticeRule rule : rules) {
                if (rule.matches(
                        telling.about(), telling.environment(), tier(telling), telling.services(), telling.changed())) {
                    Instant due = delivery.settings().notices().due(rule, now);
                    for (DeskTarget one : places.of(rule.to())) {
                        plans.merge(one.lane(), new Plan(one, due), Plan::and);
                    }
                    if (telling.topic().bad() && rule.escalateAfter() != null) {
                        watched.add(now.plus(rule.escalateAfter()), places.of(rule.escalateTo()));
                    }
                }
            }
            places.problems().forEach(this::remark);
            hand(telling, once(plans.values()), watched, now);
        } catch (DeliveryException e) {
            remark(e.getMessage());
        }
    }

    /** Nobody is told twice of one thing: of several mails to one address, that which goes first. */
    private static List<Plan> once(Collection<Plan> plans) {
        Set<String> told = new HashSet<>();
        return plans.stream()
                .sorted(Comparator.comparing(Plan::due, Comparator.nullsFirst(Comparator.naturalOrder())))
                .flatMap(plan ->
                        RuleTargets.untold(plan.target(), told).map(target -> new Plan(target, plan.due())).stream())
                .toList();
    }

    /** What the escalations of several rules come to. */
    private static final class Watched {
        private Instant due;
        private final List<DeskTarget> to = new ArrayList<>();

        void add(Instant at, List<DeskTarget> targets) {
            due = due == null || at.isBefore(due) ? at : due;
            to.addAll(targets);
        }
    }

    private Tier tier(RuleTelling telling) throws DeliveryException {
        return delivery.settings().environments().stream()
                .filter(one -> one.name().equals(telling.environment()))
                .map(Environment::tier)
                .findFirst()
                .orElse(null);
    }

    private void hand(RuleTelling telling, Iterable<Plan> plans, Watched watched, Instant now)
            throws DeliveryException {
        List<DeskItem> items = new ArrayList<>();
        Map<String, LivingMessage> begun = new LinkedHashMap<>();
        Set<String> watchedNotices = new LinkedHashSet<>();
        String connection = null;
        for (Plan plan : plans) {
            RuleItem item = new RuleItem(delivery, messages, telling, plan.target(), plan.due());
            try {
                item.compose();
            } catch (DeliveryException e) {
                remark(e.getMessage());
                continue;
            }
            if (item.message() != null) {
                connection = connection == null ? plan.target().connection() : connection;
                begun.put(item.id(), item.message());
                watchedNotices.addAll(item.watched());
            }
            if (item.quiet()) {
                begin(item.message());
            } else {
                items.add(item.toItem());
            }
        }
        List<DeskTarget> escalated = RuleTargets.once(RuleTargets.merged(watched.to));
        DeskWatch watch = watched.due == null
                ? null
                : new DeskWatch(
                        "watch-" + telling.id(),
                        telling.subject(),
                        telling.title(
                                escalated.isEmpty() ? null : escalated.get(0).language()),
                        delivery.run().url(),
                        new Notifier(delivery).origin(),
                        now,
                        watched.due,
                        connection,
                        List.copyOf(watchedNotices),
                        escalated,
                        null);
        if (items.isEmpty() && watch == null) {
            return;
        }
        Notifier notifier = new Notifier(delivery);
        for (String alone : delivery.desk().take(items, watch, notifier::became)) {
            if (begun.containsKey(alone)) {
                LivingMessage.write(delivery.release(), begun.get(alone).byRule());
            }
        }
    }

    /** Begins the release's message in that channel, or leaves it to its next update. */
    private void begin(LivingMessage message) throws DeliveryException {
        if (message.said() == null) {
            String id = message.key() + "-begin";
            messages.put(messages.state(message, id, false));
            LivingMessage.write(delivery.release(), message.saying(id).byRule());
        } else {
            LivingMessage.write(delivery.release(), message.byRule());
        }
    }

    private void remark(String text) {
        delivery.events().publish(new Remark(delivery.clock().instant(), true, "not everybody is told", text));
    }

    /** Whether it is told without waking anybody: the release's message is enough. */
    static boolean quiet(Topic topic) {
        return topic == Topic.STARTED || topic == Topic.SUCCEEDED;
    }
}
