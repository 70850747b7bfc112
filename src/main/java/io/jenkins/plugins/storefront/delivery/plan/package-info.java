/** What a set of manifests means before anything is touched: values set by parameters, order, problems, differences. No I/O. */
package io.jenkins.plugins.storefront.delivery.plan;
