/** The controllers that make the sandbox cluster's workloads go on, well or badly, as told. */
package io.jenkins.plugins.storefront.runner.sandbox.cluster.control;
