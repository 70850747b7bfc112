package io.jenkins.plugins.storefront.delivery.port;

/**
 * How a program ended.
 *
 * @param exitCode 0 for success
 * @param output standard output, at most {@link ProcessRequest#CAPTURE_LIMIT} characters
 * @param errors standard error, its last {@link ProcessRequest#CAPTURE_LIMIT} characters
 */
public record ProcessResult(int exitCode, String output, String errors) {
    public boolean succeeded() {
        return exitCode == 0;
    }
}
