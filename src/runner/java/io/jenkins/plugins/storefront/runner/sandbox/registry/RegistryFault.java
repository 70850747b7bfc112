package io.jenkins.plugins.storefront.runner.sandbox.registry;

/** An answer that is no success, as the distribution specification 1.1 lists them ("Error Codes"). */
final class RegistryFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    RegistryFault(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static RegistryFault notFound(String code, String message) {
        return new RegistryFault(404, code, message);
    }

    static RegistryFault bad(String code, String message) {
        return new RegistryFault(400, code, message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
