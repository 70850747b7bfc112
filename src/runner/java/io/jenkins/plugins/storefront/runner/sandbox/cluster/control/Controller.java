package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;

/** Brings one kind of object a step nearer to what is wanted, from what is there now and nothing else. */
interface Controller {
    /** Looks at everything of its kind once; called again until nothing changes. */
    void reconcile(Control control);
}
