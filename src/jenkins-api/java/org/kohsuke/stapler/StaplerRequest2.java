// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import net.sf.json.JSONObject;

public interface StaplerRequest2 {
    JSONObject getSubmittedForm() throws ServletException;

    void bindJSON(Object bean, JSONObject src);
}
