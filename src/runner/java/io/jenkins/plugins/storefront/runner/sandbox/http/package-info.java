/** What the sandbox's servers that speak HTTP have in common. */
package io.jenkins.plugins.storefront.runner.sandbox.http;
