package io.jenkins.plugins.storefront.runner.declarative.model;

/**
 * One line of an {@code environment} section.
 *
 * @param name of the environment variable
 * @param line of the Jenkinsfile, from 1
 * @param value its text, or the credential's id
 * @param credential whether the value was written as {@code credentials(…)}
 */
public record Variable(String name, int line, Code value, boolean credential) {}
