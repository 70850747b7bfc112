package io.jenkins.plugins.storefront.host;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Tells calls that failed because the agent is gone, or can run nothing of this plugin any more, from those that failed there. */
final class LostAgent {
    private static final Logger LOGGER = Logger.getLogger(LostAgent.class.getName());

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
     * @throws AbortException where the agent lacks a class: a JVM that failed to load one does not try again
     */
    static <T> T watched(String workspace, Call<T> call) throws IOException, InterruptedException {
        try {
            return call.now();
        } catch (IOException | RuntimeException e) {
            if (ExceptionUtils.throwableOfType(e, ChannelClosedException.class) != null
                    || ExceptionUtils.throwableOfType(e, RequestAbortedException.class) != null) {
                throw new WorkspaceLost(workspace, e);
            }
            NoClassDefFoundError missing = ExceptionUtils.throwableOfType(e, NoClassDefFoundError.class);
            if (missing != null) {
                LOGGER.log(Level.WARNING, "A class cannot be loaded: " + workspace, e);
                throw (AbortException) new AbortException(unloadable(workspace, missing)).initCause(e);
            }
            throw e;
        }
    }

    private static String unloadable(String workspace, NoClassDefFoundError missing) {
        return "the agent cannot load a class of this plugin's (" + missing.getMessage()
                + "), as can happen where another build was stopped while it was loaded; disconnect the agent and connect it"
                + " again (where that does not help, Jenkins' log has the stack trace): " + workspace;
    }
}
