// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins;

import jenkins.agents.ControllerToAgentFileCallable;

public abstract class MasterToSlaveFileCallable<T> implements ControllerToAgentFileCallable<T> {
    public MasterToSlaveFileCallable() {}
}
