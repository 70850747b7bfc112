package io.jenkins.plugins.storefront.delivery.rollout.strategy;

/** One thing to do. Each may be done again after a crash, also where it was done in part. */
public sealed interface Action {
    /** Apply what pods of the new version need: configuration, and Jobs that run before. */
    record ApplyNeeds() implements Action {}

    /** Apply the second set, of the size for that share of the traffic; what routes the traffic stays as it is. */
    record ApplySecond(int weight) implements Action {}

    /** Give the second set that share of the traffic. */
    record Route(int weight) implements Action {}

    /** All traffic to the objects under their own names, as they are declared, or as they were before. */
    record RouteOwn(boolean asBefore) implements Action {}

    /** Remove the second set. */
    record DeleteSecond() implements Action {}

    /** Take down what serves under its own name. */
    record TakeDown() implements Action {}

    /** Roll the declared objects out under their own names, or go on with that. */
    record RollOut() implements Action {}

    /**
     * Bring back what served before.
     *
     * @param holding whether the traffic stays where it is until that serves
     */
    record Undo(boolean holding) implements Action {}

    /** Let the rollout under way go no further, or let it go on. */
    record Freeze(boolean on) implements Action {}
}
