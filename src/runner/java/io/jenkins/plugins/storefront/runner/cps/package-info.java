/**
 * The interpreter of Jenkinsfiles: Jenkins Pipeline's own CPS transformation (groovy-cps) on one thread, and steps started
 * through the Step API, so that the very step classes that run in Jenkins run here.
 */
package io.jenkins.plugins.storefront.runner.cps;
