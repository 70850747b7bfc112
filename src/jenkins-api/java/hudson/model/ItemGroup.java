// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

import jenkins.model.FullyNamed;

public interface ItemGroup<T extends Item> extends FullyNamed {}
