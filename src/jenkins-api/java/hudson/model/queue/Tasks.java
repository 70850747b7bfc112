// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model.queue;

import hudson.model.Queue;
import org.springframework.security.core.Authentication;

public class Tasks {
    Tasks() {}

    public static Authentication getAuthenticationOf2(Queue.Task a0) {
        return null;
    }
}
