package io.jenkins.plugins.storefront.delivery.notify;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;

/** Reads mail addresses strictly: what is no full address is refused by name, and nothing can smuggle a header in. */
final class MailAddresses {
    private MailAddresses() {}

    static List<InternetAddress> parse(List<String> given) throws DeliveryException {
        List<InternetAddress> addresses = new ArrayList<>();
        for (String entry : given) {
            for (String one : entry.split(",", -1)) {
                addresses.add(address(one));
            }
        }
        if (addresses.isEmpty()) {
            throw new DeliveryException(
                    "emailNotify: name at least one recipient in 'to', or in channels of storefront.yaml");
        }
        return addresses;
    }

    static InternetAddress address(String text) throws DeliveryException {
        String trimmed = text.trim();
        try {
            InternetAddress address = new InternetAddress(trimmed, true);
            if (address.getAddress().indexOf('@') < 1 || trimmed.chars().anyMatch(c -> c < ' ')) {
                throw new AddressException("no domain");
            }
            return address;
        } catch (AddressException e) {
            throw new DeliveryException(
                    "'" + trimmed.replaceAll("\\p{Cntrl}", "?") + "' is no mail address; expected name@domain", e);
        }
    }
}
