package io.jenkins.plugins.storefront.runner.declarative.model;

/**
 * A piece of the Jenkinsfile that is evaluated while the pipeline runs, compiled as a closure.
 *
 * @param id index in the list of closures that the compiled Jenkinsfile hands over
 * @param line of the Jenkinsfile, from 1
 */
public record Code(int id, int line) {}
