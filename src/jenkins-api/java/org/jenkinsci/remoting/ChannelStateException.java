// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.remoting;

import hudson.remoting.Channel;
import java.io.IOException;

public class ChannelStateException extends IOException {
    private static final long serialVersionUID = 1L;

    public ChannelStateException(Channel channel, String message, Throwable cause) {
        super(message, cause);
    }
}
