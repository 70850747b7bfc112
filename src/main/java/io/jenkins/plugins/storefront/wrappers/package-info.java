/** The steps for freestyle jobs: build steps, post-build actions and a wrapper that run the very same steps and wait for them. */
package io.jenkins.plugins.storefront.wrappers;
