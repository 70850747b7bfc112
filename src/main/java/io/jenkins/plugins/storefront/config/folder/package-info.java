/** Connections and environments of folders. Loaded only where the Folders plugin is installed. */
package io.jenkins.plugins.storefront.config.folder;
