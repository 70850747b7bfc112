package io.jenkins.plugins.storefront.host;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.IOException;

/** Tells calls that failed because the agent is gone, or can run nothing of this plugin any more, from those that failed there. */
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
     * @throws AbortException where the agent has a class only in part: a JVM never tries again to load a class that it was interrupted at
     */
    static <T> T watched(String workspace, Call<T> call) throws IOException, InterruptedException {
        try {
            return call.now();
        } catch (IOException | RuntimeException e) {
            if (in(e, ChannelClosedException.class, RequestAbortedException.class) != null) {
                throw new WorkspaceLost(workspace, e);
            }
            Throwable missing = in(e, LinkageError.class);
            if (missing != null) {
                throw (AbortException) new AbortException(unloadable(workspace, missing)).initCause(e);
            }
            throw e;
        }
    }

    private static String unloadable(String workspace, Throwable missing) {
        return "the agent cannot load what this plugin needs there (" + missing
                + "), as happens where another build was stopped"
                + " while it was loaded; disconnect the agent and connect it again: " + workspace;
    }

    /** The first in its chain of causes that is one of these, or null. */
    private static Throwable in(Throwable failure, Class<?>... kinds) {
        for (Throwable one = failure; one != null; one = one.getCause()) {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(one)) {
                    return one;
                }
            }
        }
        return null;
    }
}
