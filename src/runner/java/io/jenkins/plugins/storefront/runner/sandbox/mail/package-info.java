/** A mail server in this process, which keeps what it is sent. */
package io.jenkins.plugins.storefront.runner.sandbox.mail;
