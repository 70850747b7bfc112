// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import hudson.model.Descriptor;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class GlobalConfiguration extends Descriptor<GlobalConfiguration>
        implements ExtensionPoint, Describable<GlobalConfiguration> {
    protected GlobalConfiguration() {}

    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        return true;
    }

    public String getGlobalConfigPage() {
        return null;
    }
}
