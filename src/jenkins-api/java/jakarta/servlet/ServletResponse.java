// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jakarta.servlet;

import java.io.IOException;

public interface ServletResponse {
    void setContentType(String type);

    ServletOutputStream getOutputStream() throws IOException;
}
