/**
 * Reads the {@code pipeline} block of a Jenkinsfile from Groovy's syntax tree, before anything runs: either a
 * {@link io.jenkins.plugins.storefront.runner.declarative.model.Pipeline}, or every mistake at once, each with its line.
 *
 * <p>Which sections, options and conditions exist and where they may stand follows the Pipeline Syntax reference at
 * jenkins.io/doc/book/pipeline/syntax. Nothing here is thread-safe; one set of objects serves one compilation.
 */
package io.jenkins.plugins.storefront.runner.declarative.parse;
