// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.tasks;

public class Mailer {
    Mailer() {}

    public static class UserProperty extends hudson.model.UserProperty {
        public UserProperty(String a0) {}

        public String getAddress() {
            return null;
        }
    }

    public static final class DescriptorImpl extends BuildStepDescriptor<Publisher> {
        @Override
        public boolean isApplicable(Class<? extends hudson.model.AbstractProject> a0) {
            return false;
        }

        DescriptorImpl() {}

        public String getSmtpHost() {
            return null;
        }

        public String getSmtpPort() {
            return null;
        }

        public boolean getUseSsl() {
            return false;
        }

        public boolean getUseTls() {
            return false;
        }

        public String getAdminAddress() {
            return null;
        }

        public SMTPAuthentication getAuthentication() {
            return null;
        }
    }
}
