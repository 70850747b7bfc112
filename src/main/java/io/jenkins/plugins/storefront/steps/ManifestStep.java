package io.jenkins.plugins.storefront.steps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** What {@code clusterRollout} and {@code clusterDiff} share: which manifests go where, and what is set in them. */
public abstract class ManifestStep extends Step {
    private String cluster;
    private String namespace;
    private Object manifests;
    private String text;
    private String kustomize;
    private String helmChart;
    private String helmRelease;
    private Map<String, Object> helmValues = new LinkedHashMap<>();
    private Object helmValuesFiles;
    private Map<String, String> images = new LinkedHashMap<>();
    private boolean requireDigest;
    private Map<String, Integer> replicas = new LinkedHashMap<>();
    private Map<String, String> labels = new LinkedHashMap<>();
    private String set;
    private boolean prune;
    private boolean versionedConfigs;
    private Map<String, String> hooks = new LinkedHashMap<>();
    private String irreversible;
    private boolean forceConflicts;

    public String getCluster() {
        return cluster;
    }

    /** Name of a configured cluster; that of the enclosing {@code deployStage}'s environment by default. */
    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Parameters.orNull(cluster);
    }

    public String getNamespace() {
        return namespace;
    }

    /** Namespace of objects that name none. */
    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = Parameters.orNull(namespace);
    }

    public Object getManifests() {
        return manifests;
    }

    /** A glob, or a list of globs, in the workspace; those of storefront.yaml by default, where nothing else is given. */
    @DataBoundSetter
    public void setManifests(Object manifests) {
        this.manifests = Parameters.orNull(manifests);
    }

    public String getText() {
        return text;
    }

    /** Manifests as YAML or JSON, besides or instead of files. */
    @DataBoundSetter
    public void setText(String text) {
        this.text = Parameters.orNull(text);
    }

    public String getKustomize() {
        return kustomize;
    }

    /** A Kustomize folder in the workspace. */
    @DataBoundSetter
    public void setKustomize(String kustomize) {
        this.kustomize = Parameters.orNull(kustomize);
    }

    public String getHelmChart() {
        return helmChart;
    }

    /** Folder of a Helm chart in the workspace. */
    @DataBoundSetter
    public void setHelmChart(String helmChart) {
        this.helmChart = Parameters.orNull(helmChart);
    }

    public String getHelmRelease() {
        return helmRelease;
    }

    /** Name of its release; that of the chart's folder by default. */
    @DataBoundSetter
    public void setHelmRelease(String helmRelease) {
        this.helmRelease = Parameters.orNull(helmRelease);
    }

    public Map<String, Object> getHelmValues() {
        return helmValues;
    }

    /** Typed values of the chart; they win over files. */
    @DataBoundSetter
    public void setHelmValues(Map<String, Object> helmValues) {
        this.helmValues = helmValues == null ? new LinkedHashMap<>() : new LinkedHashMap<>(helmValues);
    }

    public Object getHelmValuesFiles() {
        return helmValuesFiles;
    }

    /** One file of values, or a list of them, later ones win. */
    @DataBoundSetter
    public void setHelmValuesFiles(Object helmValuesFiles) {
        this.helmValuesFiles = Parameters.orNull(helmValuesFiles);
    }

    public Map<String, String> getImages() {
        return images;
    }

    /** Image as written to the reference that replaces it. */
    @DataBoundSetter
    public void setImages(Map<String, String> images) {
        this.images = images == null ? new LinkedHashMap<>() : new LinkedHashMap<>(images);
    }

    public boolean isRequireDigest() {
        return requireDigest;
    }

    /** Whether an image that cannot be named by digest is refused. */
    @DataBoundSetter
    public void setRequireDigest(boolean requireDigest) {
        this.requireDigest = requireDigest;
    }

    public Map<String, Integer> getReplicas() {
        return replicas;
    }

    /** Name of a Deployment or StatefulSet to its replicas. */
    @DataBoundSetter
    public void setReplicas(Map<String, Integer> replicas) {
        this.replicas = replicas == null ? new LinkedHashMap<>() : new LinkedHashMap<>(replicas);
    }

    public Map<String, String> getLabels() {
        return labels;
    }

    /** Labels put on every object and Pod template. */
    @DataBoundSetter
    public void setLabels(Map<String, String> labels) {
        this.labels = labels == null ? new LinkedHashMap<>() : new LinkedHashMap<>(labels);
    }

    public String getSet() {
        return set;
    }

    /** Name of the set that the objects belong to. */
    @DataBoundSetter
    public void setSet(String set) {
        this.set = Parameters.label(set, "set");
    }

    public boolean isPrune() {
        return prune;
    }

    /** Whether objects go that an earlier release of the set applied and this one lacks. */
    @DataBoundSetter
    public void setPrune(boolean prune) {
        this.prune = prune;
    }

    public boolean isVersionedConfigs() {
        return versionedConfigs;
    }

    /** Whether ConfigMaps and Secrets are named by their content. */
    @DataBoundSetter
    public void setVersionedConfigs(boolean versionedConfigs) {
        this.versionedConfigs = versionedConfigs;
    }

    public Map<String, String> getHooks() {
        return hooks;
    }

    /** Name of a Job to {@code before} or {@code after} the workloads. */
    @DataBoundSetter
    public void setHooks(Map<String, String> hooks) {
        this.hooks = hooks == null ? new LinkedHashMap<>() : new LinkedHashMap<>(hooks);
    }

    public String getIrreversible() {
        return irreversible;
    }

    /** Why this release cannot be undone. */
    @DataBoundSetter
    public void setIrreversible(String irreversible) {
        this.irreversible = Parameters.orNull(irreversible);
    }

    public boolean isForceConflicts() {
        return forceConflicts;
    }

    /** Whether to take fields over that another manager owns. */
    @DataBoundSetter
    public void setForceConflicts(boolean forceConflicts) {
        this.forceConflicts = forceConflicts;
    }

    List<String> globs() {
        return manifests == null ? List.of() : new ArrayList<>(Parameters.texts(manifests, "manifests"));
    }
}
