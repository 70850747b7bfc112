/** What admins configure in Jenkins: one page, and the same by Configuration as Code ({@code unclassified: storefront:}). */
package io.jenkins.plugins.storefront.config;
