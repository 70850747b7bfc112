package io.jenkins.plugins.storefront.delivery.port;

import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** The machine of a workspace went away while something was done there: what it did last is not known. */
public final class WorkspaceLost extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * @param workspace as {@link Workspace#describe} has it
     * @param cause how the host learned of it
     */
    public WorkspaceLost(String workspace, Throwable cause) {
        super("the agent was lost: " + workspace, cause);
    }

    /** The loss that {@code failure} comes of, however it was wrapped on its way. */
    public static Optional<WorkspaceLost> in(Throwable failure) {
        return Optional.ofNullable(ExceptionUtils.throwableOfType(failure, WorkspaceLost.class));
    }
}
