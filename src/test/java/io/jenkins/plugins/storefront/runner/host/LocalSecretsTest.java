package io.jenkins.plugins.storefront.runner.host;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.SecretMask;
import io.jenkins.plugins.storefront.delivery.port.SecretStore;
import io.jenkins.plugins.storefront.delivery.port.SecretStoreContract;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalSecretsTest extends SecretStoreContract {
    @Override
    protected SecretStore store(Map<String, Credential> credentials) {
        Map<String, LocalSecrets.Source> sources = new HashMap<>();
        credentials.forEach((id, credential) -> sources.put(id, () -> credential));
        return new LocalSecrets(sources, new SecretMask());
    }

    @Test
    void saysWhereToAddAMissingCredentialAndWhichNameIsNear() {
        SecretStore store = store(Map.of("slack-token", new Credential.Text(Secret.of("xoxb"))));
        assertThatThrownBy(() -> store.find("slak-token", Credential.Text.class, "Slack 'shop'"))
                .hasMessage("there is no credential 'slak-token' for Slack 'shop', did you mean 'slack-token'?"
                        + " Add it under 'credentials' in config.yaml");
    }
}
