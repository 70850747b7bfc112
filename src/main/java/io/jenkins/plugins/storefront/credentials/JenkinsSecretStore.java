package io.jenkins.plugins.storefront.credentials;

import com.cloudbees.plugins.credentials.common.PasswordCredentials;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import io.jenkins.plugins.storefront.adopted.Adopted;
import io.jenkins.plugins.storefront.adopted.MailerServer;
import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.plugins.docker.commons.credentials.DockerRegistryToken;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/**
 * Credentials of Jenkins in the forms that the engine wants. A registry login of another plugin
 * (amazon-ecr, say) comes through {@link AuthenticationTokens}. Ids are never listed: whoever writes a Jenkinsfile may not be
 * allowed to know them.
 */
public final class JenkinsSecretStore implements SecretStore {
    private final CredentialLookup lookup;
    private final SecretMask mask;

    /** Finds through {@code lookup}, and has {@code mask} hide what is found. */
    public JenkinsSecretStore(CredentialLookup lookup, SecretMask mask) {
        this.lookup = lookup;
        this.mask = mask;
    }

    @Override
    public <T extends Credential> T find(String id, Class<T> kind, String purpose) throws DeliveryException {
        if (MailerServer.LOGIN.equals(id) && kind == Credential.UserPassword.class) {
            Credential.UserPassword login = Adopted.mailerLogin(purpose);
            mask.add(login.password().reveal());
            return kind.cast(login);
        }
        StandardCredentials found = lookUp(id, purpose);
        Credential converted = convert(found, kind);
        if (converted == null) {
            throw new DeliveryException("the credential '" + id + "' for " + purpose + " is no " + words(kind));
        }
        return kind.cast(converted);
    }

    /** The credential itself, for conversions that only Jenkins knows. */
    StandardCredentials lookUp(String id, String purpose) throws DeliveryException {
        StandardCredentials found = lookup.find(id, purpose);
        if (found instanceof StringCredentials text) {
            mask.add(text.getSecret().getPlainText());
        } else if (found instanceof PasswordCredentials login) {
            mask.add(login.getPassword().getPlainText());
        }
        return found;
    }

    @Override
    public Collection<String> known(Class<? extends Credential> kind) {
        return List.of();
    }

    @Override
    public String mask(String text) {
        return mask.apply(text);
    }

    private Credential convert(StandardCredentials found, Class<? extends Credential> kind) throws DeliveryException {
        if (kind == Credential.UserPassword.class) {
            if (found instanceof StandardUsernamePasswordCredentials login) {
                return new Credential.UserPassword(
                        login.getUsername(), secret(login.getPassword().getPlainText()));
            }
            DockerRegistryToken token = AuthenticationTokens.convert(DockerRegistryToken.class, found);
            return token == null ? null : login(token);
        } else if (kind == Credential.Text.class && found instanceof StringCredentials text) {
            return new Credential.Text(secret(text.getSecret().getPlainText()));
        } else if (kind == Credential.File.class && found instanceof FileCredentials file) {
            try (var content = file.getContent()) {
                return new Credential.File(
                        file.getFileName(), Secret.of(new String(content.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new DeliveryException(
                        "the secret file '" + found.getId() + "' cannot be read: " + e.getMessage(), e);
            }
        }
        return null;
    }

    /** A registry token is Base64 of {@code user:password}, as Docker's config.json has it. */
    private Credential login(DockerRegistryToken token) {
        String pair = new String(Base64.getDecoder().decode(token.getToken()), StandardCharsets.UTF_8);
        int colon = pair.indexOf(':');
        return colon < 0
                ? null
                : new Credential.UserPassword(pair.substring(0, colon), secret(pair.substring(colon + 1)));
    }

    private Secret secret(String plain) {
        mask.add(plain);
        return Secret.of(plain);
    }

    private static String words(Class<? extends Credential> kind) {
        return kind == Credential.Text.class
                ? "secret text"
                : kind == Credential.File.class ? "secret file" : "user name with password";
    }
}
