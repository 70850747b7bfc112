package io.jenkins.plugins.storefront.host;

import hudson.model.Run;
import hudson.slaves.Cloud;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import java.util.HashSet;
import java.util.Set;
import jenkins.model.Jenkins;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesFolderProperty;

/** Reads a cloud of the Kubernetes plugin. Loaded only where that plugin is installed. */
final class KubernetesClouds {
    private KubernetesClouds() {}

    /** The cloud's address and login under our cluster's name, if the run's folder may use that cloud. */
    static ClusterSettings settings(ClusterSettings cluster, Jenkins jenkins, Run<?, ?> run) throws DeliveryException {
        Cloud cloud = jenkins.getCloud(cluster.kubernetesCloud());
        if (!(cloud instanceof KubernetesCloud kubernetes)) {
            throw new DeliveryException("cluster " + cluster.name() + " refers to the cloud '"
                    + cluster.kubernetesCloud() + "', which is no Kubernetes cloud of this Jenkins");
        }
        if (kubernetes.isUsageRestricted()) {
            Set<String> allowed = new HashSet<>();
            KubernetesFolderProperty.collectAllowedClouds(
                    allowed, run.getParent().getParent());
            if (!allowed.contains(cluster.kubernetesCloud())) {
                throw new DeliveryException("the cloud '" + cluster.kubernetesCloud() + "' may not be used by "
                        + run.getParent().getFullName() + "; an admin permits it in the folder's configuration");
            }
        }
        return new ClusterSettings(
                cluster.name(),
                null,
                blankToNull(kubernetes.getServerUrl()),
                blankToNull(kubernetes.getServerCertificate()),
                kubernetes.isSkipTlsVerify(),
                blankToNull(kubernetes.getCredentialsId()),
                null,
                cluster.namespace() != null ? cluster.namespace() : blankToNull(kubernetes.getNamespace()));
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
