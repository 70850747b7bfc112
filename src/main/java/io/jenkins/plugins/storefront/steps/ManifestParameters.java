package io.jenkins.plugins.storefront.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.event.Remark;
import io.jenkins.plugins.storefront.delivery.kubernetes.RolloutOptions;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.ServiceName;
import io.jenkins.plugins.storefront.delivery.model.WorkloadRef;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.render.Renderer;
import io.jenkins.plugins.storefront.delivery.rollout.Manifest;
import io.jenkins.plugins.storefront.delivery.rollout.Manifests;
import io.jenkins.plugins.storefront.delivery.rollout.strategy.Strategy;
import io.jenkins.plugins.storefront.delivery.shop.Shop;
import io.jenkins.plugins.storefront.delivery.shop.ShopFile;
import io.jenkins.plugins.storefront.delivery.shop.ShopService;
import java.io.IOException;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which manifests go where, and what is set in them: the parameters of a {@link ManifestStep}, persisted with its execution. */
final class ManifestParameters implements Serializable {
    static final String WAIT = "wait";
    static final String REFUSE = "refuse";

    @Serial
    private static final long serialVersionUID = 1L;

    private final String step;
    private final String cluster;
    private final String namespace;
    private final ArrayList<String> globs;
    private final String text;
    private final String kustomize;
    private final String helmChart;
    private final String helmRelease;
    private final LinkedHashMap<String, Object> helmValues;
    private final ArrayList<String> helmValuesFiles;
    private final LinkedHashMap<String, String> images;
    private final boolean requireDigest;
    private final LinkedHashMap<String, Integer> replicas;
    private final LinkedHashMap<String, String> labels;
    private final String set;
    private final boolean prune;
    private final boolean versionedConfigs;
    private final LinkedHashMap<String, String> hooks;
    private final String irreversible;
    private final boolean force;
    private final String plan;
    private final boolean refuse;

    /** @param step its name, for messages */
    ManifestParameters(String step, ManifestStep from, String plan, String concurrency) {
        this.step = step;
        cluster = from.getCluster();
        namespace = from.getNamespace();
        globs = new ArrayList<>(from.globs());
        text = from.getText();
        kustomize = from.getKustomize();
        helmChart = from.getHelmChart();
        helmRelease = from.getHelmRelease();
        helmValues = new LinkedHashMap<>(from.getHelmValues());
        helmValuesFiles = new ArrayList<>(Parameters.texts(from.getHelmValuesFiles(), "helmValuesFiles"));
        images = new LinkedHashMap<>(from.getImages());
        requireDigest = from.isRequireDigest();
        replicas = new LinkedHashMap<>(from.getReplicas());
        labels = new LinkedHashMap<>(from.getLabels());
        set = from.getSet();
        prune = from.isPrune();
        versionedConfigs = from.isVersionedConfigs();
        hooks = new LinkedHashMap<>(from.getHooks());
        irreversible = from.getIrreversible();
        force = from.isForceConflicts();
        this.plan = plan;
        this.refuse = REFUSE.equals(concurrency);
    }

    /**
     * What was found to roll out, and where.
     *
     * @param namespace or null for the cluster's default
     * @param strategy that storefront.yaml names for its manifests, or null
     */
    record Found(
            String cluster, String namespace, List<Manifest> manifests, RolloutOptions options, Strategy strategy) {}

    Map<String, String> images() {
        return images;
    }

    boolean force() {
        return force;
    }

    /** Reads and renders what is in the workspace. Pool thread. */
    Found find(DeliveryContext delivery, DeploymentScope scope)
            throws DeliveryException, IOException, InterruptedException {
        Target target = Target.of(delivery, scope, cluster, namespace, step);
        Map<WorkloadRef, String> services = new HashMap<>();
        Map<String, List<String>> dependsOn = new LinkedHashMap<>();
        String setName = set;
        String oneWay = irreversible;
        Strategy strategy = null;
        List<Manifest> manifests = plan == null ? given(delivery, target.namespace()) : List.of();
        boolean shops = manifests.isEmpty() && plan == null;
        if (!shops) {
            ShopFiles.checkTemplatesHere(delivery);
        } else {
            Shop shop = shop(delivery);
            setName = set == null ? shop.set() : set;
            oneWay = irreversible == null ? shop.irreversible() : irreversible;
            strategy = shop.strategy();
            manifests = ofTheShop(delivery, shop, services);
            for (ShopService service : shop.inOrder()) {
                dependsOn.put(
                        service.name().value(),
                        service.dependsOn().stream().map(ServiceName::value).toList());
            }
        }
        if (prune && setName == null) {
            throw new DeliveryException(step + ": prune needs to know what belongs together; name it with set");
        }
        return new Found(
                target.cluster(),
                target.namespace(),
                manifests,
                new RolloutOptions(
                        setName,
                        plan,
                        replicas,
                        labels,
                        requireDigest,
                        versionedConfigs,
                        prune,
                        refuse,
                        hooks,
                        oneWay,
                        false,
                        services,
                        dependsOn),
                strategy);
    }

    /**
     * Where a step works.
     *
     * @param namespace or null for the cluster's default
     */
    record Target(String cluster, String namespace) {
        static Target of(DeliveryContext delivery, DeploymentScope scope, String cluster, String namespace, String step)
                throws DeliveryException {
            Environment environment = scope == null ? null : delivery.settings().environment(scope.environment());
            String name = cluster != null ? cluster : environment == null ? null : environment.cluster();
            if (name == null) {
                throw new DeliveryException(step + ": name a cluster, or put it inside deployStage");
            }
            return new Target(name, namespace != null || environment == null ? namespace : environment.namespace());
        }
    }

    private List<Manifest> given(DeliveryContext delivery, String namespaceOfChart)
            throws DeliveryException, IOException, InterruptedException {
        List<Manifest> manifests = new ArrayList<>();
        if (!globs.isEmpty()) {
            for (Map.Entry<String, String> file : read(delivery, globs).entrySet()) {
                manifests.addAll(Manifests.parse(file.getValue(), file.getKey()));
            }
        }
        if (text != null) {
            manifests.addAll(Manifests.parse(text, "text"));
        }
        if (kustomize != null) {
            manifests.addAll(Manifests.parse(new Renderer(delivery).kustomize(kustomize), kustomize));
        }
        if (helmChart != null) {
            String made = new Renderer(delivery)
                    .helm(new Renderer.Chart(helmChart, helmRelease, helmValues, helmValuesFiles, namespaceOfChart));
            manifests.addAll(Manifests.parse(made, helmChart));
        }
        boolean asked = !globs.isEmpty() || text != null || kustomize != null || helmChart != null;
        if (asked && manifests.isEmpty()) {
            throw new DeliveryException("there is nothing to roll out: the manifests hold no object");
        }
        return manifests;
    }

    private Shop shop(DeliveryContext delivery) throws DeliveryException, IOException, InterruptedException {
        Optional<Shop> shop = ShopFiles.find(delivery);
        List<String> files = shop.isEmpty() ? List.of() : shop.get().allManifests();
        if (files.isEmpty()) {
            throw new DeliveryException(step
                    + ": give manifests (globs of files) or text, or write manifests: k8s/*.yaml in " + ShopFile.NAME);
        }
        delivery.events()
                .publish(new Remark(
                        delivery.clock().instant(), false, ShopFile.NAME, "manifests are " + String.join(", ", files)));
        return shop.get();
    }

    /** All manifests of storefront.yaml; those that a service names belong to it, unless the shop as a whole names them too. */
    private List<Manifest> ofTheShop(DeliveryContext delivery, Shop shop, Map<WorkloadRef, String> services)
            throws DeliveryException, IOException, InterruptedException {
        Map<String, List<Manifest>> files = new LinkedHashMap<>();
        if (!shop.manifests().isEmpty()) {
            parse(read(delivery, shop.manifests()), files);
        }
        for (ShopService service : shop.inOrder()) {
            if (service.manifests().isEmpty()) {
                continue;
            }
            Map<String, List<Manifest>> own = new LinkedHashMap<>();
            parse(read(delivery, service.manifests()), own);
            own.forEach((file, manifests) -> {
                if (files.putIfAbsent(file, manifests) == null) {
                    manifests.forEach(
                            one -> services.put(one.ref(), service.name().value()));
                }
            });
        }
        return files.values().stream().flatMap(List::stream).toList();
    }

    private static void parse(Map<String, String> texts, Map<String, List<Manifest>> into) throws DeliveryException {
        for (Map.Entry<String, String> file : texts.entrySet()) {
            into.put(file.getKey(), Manifests.parse(file.getValue(), file.getKey()));
        }
    }

    /** The task's own complaints are about what the user gave. */
    private Map<String, String> read(DeliveryContext delivery, List<String> files)
            throws DeliveryException, IOException, InterruptedException {
        try {
            return delivery.workspace().act(new ReadFiles(files));
        } catch (IOException e) {
            throw new DeliveryException(step + ": " + e.getMessage(), e);
        }
    }
}
