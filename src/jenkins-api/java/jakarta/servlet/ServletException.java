// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package jakarta.servlet;

public class ServletException extends Exception {
    private static final long serialVersionUID = 1L;
}
