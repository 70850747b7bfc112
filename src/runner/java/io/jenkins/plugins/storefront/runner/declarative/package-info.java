/**
 * Declarative Pipeline in the local runner. {@link io.jenkins.plugins.storefront.runner.declarative.Declarative} is all that the runner's core needs to know; {@code parse} reads
 * and checks, {@code model} is what was read, {@code run} runs it. Differences to Jenkins: docs/runner-declarative.md.
 */
package io.jenkins.plugins.storefront.runner.declarative;
