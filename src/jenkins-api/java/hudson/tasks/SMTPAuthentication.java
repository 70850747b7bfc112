// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.tasks;

import hudson.model.AbstractDescribableImpl;
import hudson.util.Secret;

public class SMTPAuthentication extends AbstractDescribableImpl<SMTPAuthentication> {
    SMTPAuthentication() {}

    public String getUsername() {
        return null;
    }

    public Secret getPassword() {
        return null;
    }
}
