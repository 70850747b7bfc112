package io.jenkins.plugins.storefront.delivery.text;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A length of time as people write it: {@code 90s}, {@code 30m}, {@code 12h}, {@code 7d}; {@code 0} for none. */
public final class Age {
    /** What such a text looks like, in the syntax that Java and ECMA-262 share. */
    public static final String FORM = "^(?:0|[0-9]{1,4}[smhd])$";

    private static final Pattern PARTS = Pattern.compile("([0-9]{1,4})([smhd])");

    private Age() {}

    /** Reads the text; {@code what} names it in the message. */
    public static Duration parse(String text, String what) throws DeliveryException {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            throw new DeliveryException(what + ": '" + text.replaceAll("\\p{Cntrl}", "?")
                    + "' is no length of time; expected a number with s, m, h or d, such as 7d");
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
