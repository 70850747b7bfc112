package io.jenkins.plugins.storefront.delivery;

/**
 * A failure that a person can act on: wrong input, a refusal by a registry, cluster or mail server, a rollout that failed.
 *
 * <p>The message is one line, says where and what to do, and holds no secret. Steps turn it into an error without a stack
 * trace; any other exception that leaves the engine is a defect of ours and keeps its trace.
 */
public class DeliveryException extends Exception {
    private static final long serialVersionUID = 1L;

    public DeliveryException(String message) {
        super(message);
    }

    public DeliveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
