package io.jenkins.plugins.storefront.delivery.plan;

import io.jenkins.plugins.storefront.delivery.rollout.Fields;

/** Labels and annotations of ours on objects. */
public final class Marks {
    private static final String DOMAIN = "storefront.jenkins.io/";

    /** Label: name of the set that an object belongs to. */
    public static final String SET = DOMAIN + "set";

    /** Annotation of a Job: {@code before} or {@code after} the workloads. */
    public static final String HOOK = DOMAIN + "hook";

    /** Annotation: service of the shop that an object belongs to. */
    public static final String SERVICE = DOMAIN + "service";

    /** Annotation: services, separated by commas, that serve before this object's. */
    public static final String DEPENDS_ON = DOMAIN + "depends-on";

    /** Annotation: why a release with this object cannot be undone, such as a migration that drops a column. */
    public static final String IRREVERSIBLE = DOMAIN + "irreversible";

    /** Annotation of a hook: the release that it has run for. */
    public static final String RELEASE = DOMAIN + "release";

    /** Annotation of a ConfigMap or Secret named by its content: the name that manifests give it. */
    public static final String VERSION_OF = DOMAIN + "version-of";

    private Marks() {}

    /** An annotation's value, or null. */
    public static String annotation(Object object, String name) {
        return Fields.text(object, "metadata", "annotations", name);
    }

    /** A label's value, or null. */
    public static String label(Object object, String name) {
        return Fields.text(object, "metadata", "labels", name);
    }
}
