// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.remoting;

class RemotingSystemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RemotingSystemException(Throwable cause) {
        super(cause);
    }
}
