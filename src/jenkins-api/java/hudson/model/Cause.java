// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.model;

public abstract class Cause {
    public Cause() {}

    public abstract String getShortDescription();

    public static class UserIdCause extends Cause {
        @Override
        public String getShortDescription() {
            return null;
        }

        public String getUserId() {
            return null;
        }
    }
}
