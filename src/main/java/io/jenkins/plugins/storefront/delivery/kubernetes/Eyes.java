package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.FeedException;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Kind;
import io.jenkins.plugins.storefront.delivery.kubernetes.watch.Sight;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.rollout.Fields;
import io.jenkins.plugins.storefront.delivery.rollout.RolloutState;
import io.jenkins.plugins.storefront.delivery.rollout.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A rollout's sight of its cluster: a lease of a shared connection, what is watched over it, and what changed since the last look. A
 * login that expires is renewed, by asking the host for it anew.
 */
final class Eyes implements Sight.Watcher, LastingCluster.Login, AutoCloseable {
    /** So long a cluster may take to answer for the first time. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(15);

    private final DeliveryContext delivery;
    private final String name;
    private final Runnable wake;
    private final Instant opened;
    private final Cluster lasting = new LastingCluster(this);
    private final Set<WorkloadRef> changed = new HashSet<>();
    private boolean everything = true;
    private boolean answered;
    private boolean outOfLogin;
    private boolean renewedOnce;
    private Connections.Lease lease;
    private Sight early;
    private Sight sight;
    private Observer observer;
    private Sights.Kinds kinds;
    private boolean closed;

    /** What it looks at; null before it aims at something. */
    private RolloutState aimed;

    /** Opens the cluster of that name; {@code wake} is called when there is something new to look at. */
    Eyes(DeliveryContext delivery, String cluster, Runnable wake) throws DeliveryException {
        this.delivery = delivery;
        this.name = cluster;
        this.wake = wake;
        this.opened = delivery.clock().instant();
        this.lease = open();
    }

    private Eyes(Eyes other, Runnable wake) throws DeliveryException {
        this.delivery = other.delivery;
        this.name = other.name;
        this.wake = wake;
        this.opened = delivery.clock().instant();
        Connections.Lease same = other.lease().again();
        this.lease = same == null ? open() : same;
    }

    /** Another pair for the same cluster, by the same login as long as that is accepted. */
    Eyes another(Runnable wakes) throws DeliveryException {
        return new Eyes(this, wakes);
    }

    private synchronized Connections.Lease lease() {
        return lease;
    }

    private Connections.Lease open() throws DeliveryException {
        return Connections.of(delivery.pool(), delivery.clock())
                .lease(delivery.clusters().resolve(name));
    }

    /** The cluster, by whichever login there is when it is asked. */
    Cluster cluster() {
        return lasting;
    }

    @Override
    public synchronized Cluster now() {
        return lease.cluster();
    }

    @Override
    public boolean anew(Cluster refused) throws DeliveryException {
        synchronized (this) {
            if (closed) {
                return false;
            } else if (lease.cluster() != refused) {
                return true;
            }
            lease.expired();
        }
        change(open());
        return true;
    }

    /** Goes on by another login; it may have started a program or asked another machine, so nobody is kept waiting for it. */
    private synchronized void change(Connections.Lease fresh) {
        if (closed) {
            fresh.close();
            return;
        }
        outOfLogin = false;
        closeSights();
        lease.close();
        lease = fresh;
        early = null;
        sight = null;
        kinds = null;
        if (aimed != null) {
            aim(aimed);
        }
    }

    private void closeSights() {
        for (Sight open : new Sight[] {early, sight}) {
            if (open != null) {
                open.close();
            }
        }
    }

    /** Opens its eyes in a namespace while the set is applied, so that it need not wait for lists afterwards. */
    void prepare(String namespace) {
        synchronized (this) {
            if (!closed && early == null) {
                early = lease.informers().look(Set.of(), Sights.usual(namespace), this);
            }
        }
    }

    /** Looks at these from now on. */
    synchronized void aim(RolloutState state) {
        if (closed) {
            return;
        }
        aimed = state;
        Sights.Kinds needs = Sights.of(state);
        if (!needs.equals(kinds)) {
            Sight before = sight;
            kinds = needs;
            sight = lease.informers().look(needs.needed(), needs.wanted(), this);
            observer = new Observer(lease.cluster(), sight); // a login refused to it is renewed between two looks
            for (Sight old : new Sight[] {before, early}) {
                if (old != null) {
                    old.close();
                }
            }
        }
        for (RolloutState.Target target : state.targets()) {
            if (sight.uses(Kind.of(target.ref()))) {
                sight.follow(target.ref(), target.uid());
            }
        }
        everything = true;
    }

    /** Whether all that is looked at is in sight, in the generation that was applied or a later one. */
    synchronized boolean show(RolloutState state) {
        Sight looking = sight;
        return !closed
                && looking.isComplete()
                && state.targets().stream()
                        .filter(target -> looking.uses(Kind.of(target.ref())))
                        .allMatch(target -> shows(looking, target));
    }

    private static boolean shows(Sight sight, RolloutState.Target target) {
        Map<String, Object> object = sight.get(target.ref());
        return Objects.equals(target.uid(), Fields.text(object, "metadata", "uid"))
                && Fields.number(object, "metadata", "generation") >= target.generation();
    }

    /** Logs in again where the login is no longer accepted: once, and again only after that had been of use. */
    void renewLogin(RolloutState state) throws DeliveryException {
        synchronized (this) {
            if (!outOfLogin || closed) {
                return;
            } else if (renewedOnce) {
                throw new NotLoggedInException(
                        "the cluster does not accept the login (401), also after logging in anew; renew the credential"
                                + " of cluster " + name,
                        null);
            }
            lease.expired();
        }
        Connections.Lease fresh = open();
        synchronized (this) {
            renewedOnce = true;
            aimed = state;
        }
        change(fresh);
    }

    /** Why no verdict will ever be possible, and what to do; or null. */
    synchronized String refusal() {
        String refusal = sight.refusal();
        return refusal == null ? null : refusal + "; give this account the right to get, list and watch them";
    }

    /** Why no look is possible now; null where it is. */
    synchronized String trouble() {
        if (outOfLogin) {
            return "the login is not accepted (401)";
        }
        String trouble = sight.trouble();
        if (trouble != null) {
            return trouble;
        }
        answered |= sight.isComplete();
        return sight.isComplete() ? null : "it has not answered yet";
    }

    /** Whether no look is waited for any longer. A deadline may have passed while the host was down: the cluster is asked all the same. */
    synchronized boolean isLate(Instant deadline, Instant now) {
        return !now.isBefore(deadline) && (answered || !now.isBefore(opened.plus(FIRST_ANSWER)));
    }

    synchronized List<Kind> unseen() {
        return sight.unseen();
    }

    /** Everything is looked at next time. */
    synchronized void everything() {
        everything = true;
    }

    /** Looks at what changed since the last time, or at everything where that was asked for. */
    Map<WorkloadRef, Seen> look(RolloutState state) throws DeliveryException {
        Observer looking;
        Collection<RolloutState.Target> targets;
        synchronized (this) {
            looking = observer;
            renewedOnce = false;
            targets = everything
                    ? state.targets()
                    : state.targets().stream()
                            .filter(target -> changed.contains(target.ref()))
                            .toList();
            everything = false;
            changed.clear();
        }
        try {
            return looking.look(targets);
        } catch (NotLoggedInException e) {
            loggedOut(null);
            everything();
            throw e;
        } catch (DeliveryException e) {
            everything();
            throw e;
        }
    }

    /** What it sees of the object at the moment; null where that is nothing. */
    synchronized Map<String, Object> get(WorkloadRef ref) {
        return sight.get(ref);
    }

    /** One more look at one of them. */
    Seen lookAt(WorkloadRef ref) throws DeliveryException {
        Observer looking;
        synchronized (this) {
            looking = observer;
        }
        return looking.lookAt(ref);
    }

    @Override
    public void changed(Set<WorkloadRef> targets) {
        synchronized (this) {
            changed.addAll(targets);
        }
        wake();
    }

    @Override
    public void renewed() {
        everything();
        wake();
    }

    /** Before it aims at something there is nothing to look at. */
    private void wake() {
        boolean looking;
        synchronized (this) {
            looking = sight != null;
        }
        if (looking) {
            wake.run();
        }
    }

    @Override
    public void loggedOut(FeedException why) {
        synchronized (this) {
            outOfLogin = true;
        }
        wake();
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeSights();
        lease.close();
    }
}
