// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import jenkins.model.Jenkins;

public class Hudson {
    private Hudson() {}

    public static class CloudList extends Jenkins.CloudList {}
}
