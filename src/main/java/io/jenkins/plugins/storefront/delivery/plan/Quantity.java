package io.jenkins.plugins.storefront.delivery.plan;

import java.math.BigDecimal;

/** A quantity of the Kubernetes API (k8s.io/apimachinery/pkg/api/resource). */
final class Quantity {
    private Quantity() {}

    /** The number that it stands for; nothing, and what is none, as zero. */
    static BigDecimal of(Object value) {
        if (value == null) {
            return BigDecimal.ZERO;
        }
        String text = value.toString().trim();
        String number = text.replaceFirst("(?:[KMGTPE]i|[numkMGTPE])$", "");
        String suffix = text.substring(number.length());
        int power = "KMGTPE".indexOf(suffix.isEmpty() ? '?' : Character.toUpperCase(suffix.charAt(0))) + 1;
        try {
            BigDecimal base = new BigDecimal(number);
            return switch (suffix) {
                case "" -> base;
                case "n" -> base.movePointLeft(9);
                case "u" -> base.movePointLeft(6);
                case "m" -> base.movePointLeft(3);
                default ->
                    suffix.endsWith("i")
                            ? base.multiply(BigDecimal.valueOf(1024).pow(power))
                            : base.movePointRight(3 * power);
            };
        } catch (NumberFormatException e) {
            return BigDecimal.ZERO;
        }
    }

    static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
