/** What a mail is made of: its two texts, kept small enough to be shown whole, and its picture. */
package io.jenkins.plugins.storefront.delivery.notify.mail;
