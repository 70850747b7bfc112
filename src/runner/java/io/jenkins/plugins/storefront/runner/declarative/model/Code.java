package io.jenkins.plugins.storefront.runner.declarative.model;

/**
 * A piece of the Jenkinsfile that is evaluated while the pipeline runs, compiled as a closure.
 *
 * @param id of the closure among those that the compiled Jenkinsfile hands over, from 0
 * @param line of the Jenkinsfile, from 1
 */
public record Code(int id, int line) {}
