package io.jenkins.plugins.storefront.host;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.Secret;

/** Seals with the controller's own key, as Jenkins does with passwords in its configuration. */
final class JenkinsSealer implements Sealer {
    @Override
    public String seal(Secret plain) {
        return hudson.util.Secret.fromString(plain.reveal()).getEncryptedValue();
    }

    @Override
    public Secret open(String sealed) throws DeliveryException {
        hudson.util.Secret opened = hudson.util.Secret.decrypt(sealed);
        if (opened == null) {
            throw new DeliveryException(
                    "what was kept for going on or for an undo cannot be decrypted; was it written by another Jenkins controller?");
        }
        return Secret.of(opened.getPlainText());
    }
}
