/** What admins say of notices, as Jenkins keeps it and shows it in forms. */
package io.jenkins.plugins.storefront.config.notices;
