// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.csanchez.jenkins.plugins.kubernetes;

import hudson.model.ItemGroup;
import java.util.Set;

public class KubernetesFolderProperty {
    public static void collectAllowedClouds(Set<String> a0, ItemGroup<?> a1) {}
}
