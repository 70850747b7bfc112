/** What both process runners share. */
package io.jenkins.plugins.storefront.delivery.process;
