package io.jenkins.plugins.storefront.host;

import hudson.Extension;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.SCMListener;
import hudson.scm.SCM;
import hudson.scm.SCMRevisionState;
import java.io.File;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Notes what a run checks out. */
@Extension
public final class CheckoutListener extends SCMListener {
    /** Folders that Pipeline makes for shared libraries; what is in them is not released. */
    private static final String LIBRARIES = "@libs";

    /** Branches of a run may check out side by side. */
    private static final Object LOCK = new Object();

    @Override
    public void onCheckout(
            Run<?, ?> build,
            SCM scm,
            FilePath workspace,
            TaskListener listener,
            File changelogFile,
            SCMRevisionState pollingBaseline)
            throws IOException {
        if (workspace.getRemote().contains(LIBRARIES)) {
            return;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        scm.buildEnvironment(build, variables);
        synchronized (LOCK) {
            Checkouts known = build.getAction(Checkouts.class);
            build.addOrReplaceAction((known == null ? new Checkouts() : known).with(workspace.getRemote(), variables));
        }
        build.save();
    }
}
