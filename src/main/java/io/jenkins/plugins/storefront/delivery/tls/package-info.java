/** Which servers are trusted. */
package io.jenkins.plugins.storefront.delivery.tls;
