package io.jenkins.plugins.storefront.runner.declarative.model;

/**
 * Something written like a call: an option, a parameter, a trigger.
 *
 * @param name as written
 * @param line of the Jenkinsfile, from 1
 * @param arguments gives a list of two: the list of positional arguments and the map of named ones
 */
public record Call(String name, int line, Code arguments) {}
