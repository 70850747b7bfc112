package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.kubernetes.Kubeconfigs;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.render.PrivateFile;
import java.io.IOException;

/** The file that {@code KUBECONFIG} names: in the workspace's temporary folder, for its owner only (0600). Pool thread. */
public final class KubeconfigFile {
    /** The variable that kubectl, helm and others look at. */
    public static final String VARIABLE = "KUBECONFIG";

    private KubeconfigFile() {}

    /**
     * Writes it.
     *
     * @param namespace or null for the cluster's own
     * @return its absolute path on the agent
     */
    public static String write(DeliveryContext delivery, String name, String cluster, String namespace)
            throws DeliveryException, IOException, InterruptedException {
        Secret content;
        try {
            content = Kubeconfigs.of(delivery.clusters().resolve(cluster), namespace);
        } catch (DeliveryException e) {
            throw new DeliveryException("cluster " + cluster + ": " + e.getMessage(), e);
        }
        return delivery.workspace().temporary().act(new PrivateFile.Write(name, content));
    }

    /** Removes it; done again it changes nothing. */
    public static void remove(DeliveryContext delivery, String name)
            throws DeliveryException, IOException, InterruptedException {
        delivery.workspace().temporary().act(new PrivateFile.Remove(name));
    }
}
