/** Jenkins' credentials as the engine wants them: looked up for a run, or for a person at a form. */
package io.jenkins.plugins.storefront.credentials;
