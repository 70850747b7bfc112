package io.jenkins.plugins.storefront.delivery.shop;

import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import java.util.List;

/**
 * One service of the shop.
 *
 * @param name unique in the shop
 * @param image repository without a tag, or null where the shop has no registry either
 * @param build how the image is built; its paths are in the workspace
 * @param manifests globs in the workspace, may be empty
 * @param dependsOn services that serve before this one
 * @param channels who is told of a release of this service alone
 */
public record ShopService(
        ServiceName name,
        String image,
        ServiceBuild build,
        List<String> manifests,
        List<ServiceName> dependsOn,
        Channels channels) {
    public ShopService {
        manifests = List.copyOf(manifests);
        dependsOn = List.copyOf(dependsOn);
    }
}
