/**
 * The pages of runs, jobs and folders, and the same as JSON through the remote API. What they show is made by pure functions of a
 * release or a ledger; actions only fetch those and check permissions.
 */
package io.jenkins.plugins.storefront.pages;
