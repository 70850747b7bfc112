package io.jenkins.plugins.storefront.adopted;

import hudson.model.ItemGroup;
import hudson.slaves.Cloud;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesCloud;
import org.csanchez.jenkins.plugins.kubernetes.KubernetesFolderProperty;

/** Reads a cloud of the Kubernetes plugin. Loaded only where that plugin is installed. */
final class KubernetesClouds {
    private KubernetesClouds() {}

    /** The clouds that items of this group may use. */
    static List<String> names(Jenkins jenkins, ItemGroup<?> group) {
        return jenkins.clouds.stream()
                .filter(cloud -> cloud instanceof KubernetesCloud kubernetes && mayUse(kubernetes, group))
                .map(cloud -> cloud.name)
                .toList();
    }

    /** A restricted cloud is for the folders that it is permitted to; on Jenkins' own page an admin chooses for all. */
    private static boolean mayUse(KubernetesCloud cloud, ItemGroup<?> group) {
        if (!cloud.isUsageRestricted() || group instanceof Jenkins) {
            return true;
        }
        Set<String> allowed = new HashSet<>();
        KubernetesFolderProperty.collectAllowedClouds(allowed, group);
        return allowed.contains(cloud.name);
    }

    /** The cloud's address and login under our cluster's name, if items of this group may use that cloud. */
    static ClusterSettings settings(ClusterSettings cluster, Jenkins jenkins, ItemGroup<?> group)
            throws DeliveryException {
        Cloud cloud = jenkins.getCloud(cluster.kubernetesCloud());
        if (!(cloud instanceof KubernetesCloud kubernetes)) {
            throw new DeliveryException("it takes its settings from the cloud '" + cluster.kubernetesCloud()
                    + "', which is no Kubernetes cloud of this Jenkins");
        }
        if (!mayUse(kubernetes, group)) {
            throw new DeliveryException("the cloud '" + cluster.kubernetesCloud() + "' may not be used in "
                    + group.getFullName() + "; an admin permits it in the folder's configuration");
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
