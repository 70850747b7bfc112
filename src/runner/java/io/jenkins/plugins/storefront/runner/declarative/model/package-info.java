/**
 * A declarative Jenkinsfile as typed values: immutable, made by {@code declarative.parse} while the Jenkinsfile is compiled, read by
 * {@code declarative.run}. What has to be computed while the pipeline runs is a {@link io.jenkins.plugins.storefront.runner.declarative.model.Code}.
 */
package io.jenkins.plugins.storefront.runner.declarative.model;
