package io.jenkins.plugins.storefront.delivery.port;

/**
 * Where people see at a glance what a step is doing: Jenkins' stage view and graph. What is shown here is shown in the log too, so a
 * failure to show it is no failure. It may write to disk: pool threads only.
 */
public interface StepDisplay {
    /** Shows nothing. */
    StepDisplay NONE = new StepDisplay() {
        @Override
        public void label(String text) {}

        @Override
        public void paused(String why) {}

        @Override
        public void resumed() {}
    };

    /** What it works on, in a few words, such as {@code shop/production: 12 objects}; replaces what was there. */
    void label(String text);

    /**
     * The step waits for a person or for another run, not for its own work: the time does not count as the stage's, and pages show the
     * reason. Saying it again changes the reason.
     *
     * @param why such as {@code waits for shop #41, which deploys to production}
     */
    void paused(String why);

    /** It goes on; nothing where it was not paused. */
    void resumed();
}
