/**
 * The words of the product as types: release, service, image, environment, deployment, rollout, verdict, notice.
 *
 * <p>Values are parsed once, at the edge, and are valid from then on. They may be records because nothing here is written by
 * XStream or Java serialization: what must outlive the process is written as JSON (see {@code docs/decisions/0001-state-as-json.md}).
 */
package io.jenkins.plugins.storefront.delivery.model;
