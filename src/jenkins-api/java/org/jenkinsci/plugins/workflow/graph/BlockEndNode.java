// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.jenkinsci.plugins.workflow.graph;

import org.jenkinsci.plugins.workflow.flow.FlowExecution;

public abstract class BlockEndNode<START extends BlockStartNode> extends FlowNode {
    public BlockEndNode(FlowExecution a0, String a1, START a2, FlowNode... a3) {
        super(a0, a1, a3);
    }

    public START getStartNode() {
        return null;
    }
}
