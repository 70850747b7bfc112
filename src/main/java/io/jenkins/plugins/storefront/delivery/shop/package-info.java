/**
 * The team's file {@code storefront.yaml}: the shop's services, how each is built and rolled out, and who is told. Read once at the
 * edge into plain values; every mistake is an error that names its place.
 */
package io.jenkins.plugins.storefront.delivery.shop;
