/** YAML from people, read without trust: plain values only, with limits. */
package io.jenkins.plugins.storefront.delivery.yaml;
