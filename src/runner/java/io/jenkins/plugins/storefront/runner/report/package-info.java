/** The report of one run: a single HTML page that needs nothing else, made from the run's events. */
package io.jenkins.plugins.storefront.runner.report;
