// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.model;

import hudson.model.AbstractCIBase;
import hudson.model.Descriptor;
import hudson.model.Hudson;
import hudson.security.Permission;
import hudson.slaves.Cloud;
import hudson.util.DescribableList;

public class Jenkins extends AbstractCIBase {
    public static final Permission ADMINISTER = null;
    public static final Permission SYSTEM_READ = null;
    public final Hudson.CloudList clouds = new Hudson.CloudList();

    private Jenkins() {}

    public static Jenkins get() throws IllegalStateException {
        return null;
    }

    public java.io.File getRootDir() {
        return null;
    }

    public hudson.ProxyConfiguration getProxy() {
        return null;
    }

    public static Jenkins getInstanceOrNull() {
        return null;
    }

    public String getLegacyInstanceId() {
        return "";
    }

    public <T extends hudson.model.Item> T getItemByFullName(String a0, Class<T> a1) {
        return null;
    }

    public String getRootUrl() throws IllegalStateException {
        return null;
    }

    public hudson.slaves.Cloud getCloud(String name) {
        return null;
    }

    public <T extends Descriptor> T getDescriptorByType(Class<T> a0) {
        return null;
    }

    public static class CloudList extends DescribableList<Cloud, Descriptor<Cloud>> {
        public CloudList() {}
    }

    @Override
    public String getFullName() {
        return null;
    }
}
