/** What rules want told: now, later together, once for many, or to somebody else where nobody answers. */
package io.jenkins.plugins.storefront.delivery.notify.desk;
