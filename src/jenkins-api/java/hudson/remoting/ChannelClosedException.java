// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.remoting;

import org.jenkinsci.remoting.ChannelStateException;

public class ChannelClosedException extends ChannelStateException {
    private static final long serialVersionUID = 1L;

    public ChannelClosedException(Channel channel, Throwable cause) {
        super(channel, null, cause);
    }
}
