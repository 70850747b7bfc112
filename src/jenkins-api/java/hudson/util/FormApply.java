// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.util;

import org.kohsuke.stapler.HttpResponses;

public class FormApply {
    FormApply() {}

    public static HttpResponses.HttpResponseException success(String a0) {
        return null;
    }
}
