// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jenkins.plugins.slack;

import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.Publisher;

public class SlackNotifier {
    SlackNotifier() {}

    public static class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        @Override
        public boolean isApplicable(Class<? extends hudson.model.AbstractProject> a0) {
            return false;
        }

        DescriptorImpl() {}

        public String getBaseUrl() {
            return null;
        }

        public String getTeamDomain() {
            return null;
        }

        public String getTokenCredentialId() {
            return null;
        }

        public boolean isBotUser() {
            return false;
        }

        public String getRoom() {
            return null;
        }
    }
}
