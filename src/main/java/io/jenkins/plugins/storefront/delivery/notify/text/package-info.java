/** What notices say: the documented data of a release, templates over it that are checked before they are used, and two languages. */
package io.jenkins.plugins.storefront.delivery.notify.text;
