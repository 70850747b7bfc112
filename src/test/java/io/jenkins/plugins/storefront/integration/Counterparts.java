package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** The real counterparts that {@code integration/} starts; see its README. */
final class Counterparts {
    private Counterparts() {}

    /** The value of a {@code STOREFRONT_TEST_…} variable; a test without it is skipped, or fails where CI requires it. */
    static String need(String name) {
        String value = System.getenv("STOREFRONT_TEST_" + name);
        if (value == null || value.isEmpty()) {
            String wanted = "wanted STOREFRONT_TEST_" + name + "; start the counterparts as integration/README.md says";
            if ("true".equals(System.getenv("STOREFRONT_TEST_REQUIRED"))) {
                fail(wanted);
            }
            System.out.println("skipped: " + wanted);
            Assumptions.abort(wanted);
        }
        return value;
    }
}
