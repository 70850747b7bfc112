// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.scm;

import hudson.model.Action;

public abstract class SCMRevisionState implements Action {}
