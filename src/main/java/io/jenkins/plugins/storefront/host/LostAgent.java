package io.jenkins.plugins.storefront.host;

import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.IOException;

/** Tells calls that failed because the connection to the agent broke from those that failed there. */
final class LostAgent {
    private LostAgent() {}

    /** A call of the agent. */
    @FunctionalInterface
    interface Call<T> {
        T now() throws IOException, InterruptedException;
    }

    /**
     * Makes the call.
     *
     * @param workspace for the message; asked for beforehand, as the agent's name is not known any more when it is gone
     * @throws WorkspaceLost where the connection broke; Remoting ends all calls at once then
     */
    static <T> T watched(String workspace, Call<T> call) throws IOException, InterruptedException {
        try {
            return call.now();
        } catch (IOException | RuntimeException e) {
            for (Throwable one = e; one != null; one = one.getCause()) {
                if (one instanceof ChannelClosedException || one instanceof RequestAbortedException) {
                    throw new WorkspaceLost(workspace, e);
                }
            }
            throw e;
        }
    }
}
