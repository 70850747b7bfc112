package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A cluster that outlives its login: a call whose login is refused, such as with the token of 15 minutes that EKS gives, logs in anew and is
 * made again, once. A refused call has changed nothing. Closing it does nothing; whoever logs in closes what it opened.
 */
final class LastingCluster implements Cluster {
    private final Login login;

    LastingCluster(Login login) {
        this.login = login;
    }

    /** Who logs in. */
    interface Login {
        /** The cluster by the login of now. */
        Cluster now();

        /**
         * Logs in anew, unless somebody did since.
         *
         * @param refused whose login is not accepted
         * @return whether there is another one now
         */
        boolean anew(Cluster refused) throws DeliveryException;
    }

    private interface Call<T> {
        T of(Cluster cluster) throws DeliveryException;
    }

    private <T> T ask(Call<T> call) throws DeliveryException {
        Cluster first = login.now();
        try {
            return call.of(first);
        } catch (NotLoggedInException e) {
            if (!login.anew(first)) {
                throw e;
            }
            return call.of(login.now());
        }
    }

    @Override
    public String defaultNamespace() {
        return login.now().defaultNamespace();
    }

    @Override
    public Map<String, Object> dryRun(Manifest manifest, boolean force) throws DeliveryException {
        return ask(cluster -> cluster.dryRun(manifest, force));
    }

    @Override
    public Map<String, Object> apply(Manifest manifest, boolean force) throws DeliveryException {
        return ask(cluster -> cluster.apply(manifest, force));
    }

    @Override
    public Map<String, Object> applyAnew(Manifest manifest) throws DeliveryException {
        return ask(cluster -> cluster.applyAnew(manifest));
    }

    @Override
    public Map<String, Object> put(Manifest manifest) throws DeliveryException {
        return ask(cluster -> cluster.put(manifest));
    }

    @Override
    public Map<String, Object> get(WorkloadRef ref) throws DeliveryException {
        return ask(cluster -> cluster.get(ref));
    }

    @Override
    public void delete(WorkloadRef ref) throws DeliveryException {
        ask(cluster -> {
            cluster.delete(ref);
            return null;
        });
    }

    @Override
    public List<Map<String, Object>> list(String apiVersion, String kind, String namespace, Map<String, String> labels)
            throws DeliveryException {
        return ask(cluster -> cluster.list(apiVersion, kind, namespace, labels));
    }

    @Override
    public List<String> log(String namespace, String pod, String container, boolean previous, int lines) {
        return login.now().log(namespace, pod, container, previous, lines);
    }

    @Override
    public AutoCloseable follow(String namespace, String pod, String container, int last, Consumer<String> line) {
        return login.now().follow(namespace, pod, container, last, line);
    }

    @Override
    public void close() {
        // Whoever logs in closes
    }
}
