package io.jenkins.plugins.storefront.delivery.model;

/** What a person may do with a rollout under way. */
public enum RolloutAction {
    /** Go on now: the stop is over, whatever is left of its pause. */
    PROMOTE,
    /** Promote, and pass the gates of this stop, whatever they say. */
    OVERRIDE,
    /** Go no further until it is resumed. */
    PAUSE,
    RESUME,
    /** Back to what served before. */
    UNDO
}
