package io.jenkins.plugins.storefront.delivery.guard;

/** What must hold before going on. Asking has no effect but on the one asked, so it may be repeated after a crash. */
@FunctionalInterface
public interface Gate {
    /** Asks; blocks for seconds at most and lets no failure out: what cannot be asked now is {@link GateAnswer.Kind#WAIT}. */
    GateAnswer ask(GateContext context) throws InterruptedException;
}
