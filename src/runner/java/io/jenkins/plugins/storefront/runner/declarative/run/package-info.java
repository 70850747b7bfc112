/**
 * Runs a declarative pipeline on the CPS VM of the local runner.
 *
 * <p>The control flow is written in Java as blocks of the VM ({@link io.jenkins.plugins.storefront.runner.declarative.run.Flow}), so that nothing has to be
 * compiled at start-up and a waiting pipeline holds no thread. Steps are called on the script exactly as a scripted Jenkinsfile
 * calls them. Everything runs on the VM's one thread; only {@link io.jenkins.plugins.storefront.runner.declarative.run.DeclarativeHost} reaches outside.
 *
 * <p>Order, results and log lines follow Jenkins' own interpreter (pipeline-model-definition plugin) unless
 * docs/runner-declarative.md says otherwise.
 */
package io.jenkins.plugins.storefront.runner.declarative.run;
