/** The local machine as a host: adapters of the engine's ports, and one run of a Jenkinsfile. */
package io.jenkins.plugins.storefront.runner.host;
