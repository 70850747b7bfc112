/** Small text helpers that messages share. */
package io.jenkins.plugins.storefront.delivery.text;
