package io.jenkins.plugins.storefront.host;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hudson.AbortException;
import hudson.remoting.ChannelClosedException;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceLost;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What a build says where its agent can run nothing of this plugin. */
class UnloadableAgentTest {
    private static final String WORKSPACE = "/work/shop on builder";

    @Test
    void saysWhatToDoWhereAClassCannotBeLoaded() {
        IOException failed = new IOException(
                "Remote call on builder failed", new NoClassDefFoundError("Could not initialize class AgentConfig"));
        assertThatExceptionOfType(AbortException.class)
                .isThrownBy(() -> LostAgent.watched(WORKSPACE, () -> {
                    throw failed;
                }))
                .withMessageContaining("Could not initialize class AgentConfig")
                .withMessageContaining("disconnect the agent and connect it again")
                .withMessageEndingWith(WORKSPACE)
                .withCause(failed);
    }

    @Test
    void aConnectionThatBrokeWhileClassesWereLoadedIsALostAgent() {
        Throwable unloaded =
                new NoClassDefFoundError("AgentConfig").initCause(new ChannelClosedException("closed", null));
        IOException failed = new IOException("Remote call on builder failed", unloaded);
        assertThatExceptionOfType(WorkspaceLost.class)
                .isThrownBy(() -> LostAgent.watched(WORKSPACE, () -> {
                    throw failed;
                }));
    }

    @Test
    void aMethodThatIsNotThereIsADefectAndKeepsItsTrace() {
        IOException failed = new IOException("Remote call on builder failed", new NoSuchMethodError("render"));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LostAgent.watched(WORKSPACE, () -> {
                    throw failed;
                }))
                .isSameAs(failed);
    }

    @Test
    void whatFailedThereStaysAsItIs() {
        IOException failed = new IOException("no space left on device");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> LostAgent.watched(WORKSPACE, () -> {
                    throw failed;
                }))
                .isSameAs(failed);
    }
}
