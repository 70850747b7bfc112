package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.Collection;
import java.util.Map;

/** Credentials as {@code config.yaml} names them; what is revealed is masked from then on. */
public final class LocalSecrets implements SecretStore {
    /** Reads the value when it is wanted, so that a variable that is not set hurts only who uses it. */
    @FunctionalInterface
    public interface Source {
        Credential read() throws DeliveryException;
    }

    private final Map<String, Source> sources;
    private final SecretMask mask;

    public LocalSecrets(Map<String, Source> sources, SecretMask mask) {
        this.sources = Map.copyOf(sources);
        this.mask = mask;
    }

    @Override
    public <T extends Credential> T find(String id, Class<T> kind, String purpose) throws DeliveryException {
        Credential found = read(id, purpose);
        if (!kind.isInstance(found)) {
            throw new DeliveryException("the credential '" + id + "' for " + purpose + " is no " + words(kind));
        }
        hide(found);
        return kind.cast(found);
    }

    /** The credential of that id, whatever its kind. */
    Credential any(String id) throws DeliveryException {
        return read(id, "environment");
    }

    private Credential read(String id, String purpose) throws DeliveryException {
        Source source = sources.get(id);
        if (source == null) {
            throw new DeliveryException("there is no credential '" + id + "' for " + purpose
                    + Nearest.hintOrStop(id, sources.keySet()) + " Add it under 'credentials' in config.yaml");
        }
        return source.read();
    }

    private void hide(Credential found) {
        if (found instanceof Credential.UserPassword login) {
            hide(login.password());
        } else if (found instanceof Credential.Text text) {
            hide(text.value());
        }
    }

    private void hide(Secret secret) {
        mask.add(secret.reveal());
    }

    @Override
    public Collection<String> known(Class<? extends Credential> kind) {
        return sources.keySet();
    }

    @Override
    public String mask(String text) {
        return mask.apply(text);
    }

    private static String words(Class<? extends Credential> kind) {
        return kind == Credential.Text.class
                ? "secret text"
                : kind == Credential.File.class ? "secret file" : "user name with password";
    }
}
