package io.jenkins.plugins.storefront.delivery.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the engine relies on when it asks for credentials, on whichever host. */
public abstract class SecretStoreContract {
    private static final String TOKEN = "xoxb-0123456789";
    private static final String PASSWORD = "p4ssw0rd-of-the-shop";
    private static final String KUBECONFIG = "apiVersion: v1\nkind: Config\n";

    private SecretStore store;

    /** A store that knows exactly these credentials by id. */
    protected abstract SecretStore store(Map<String, Credential> credentials) throws Exception;

    @BeforeEach
    void fill() throws Exception {
        store = store(Map.of(
                "slack-token", new Credential.Text(Secret.of(TOKEN)),
                "registry", new Credential.UserPassword("shop", Secret.of(PASSWORD)),
                "cluster", new Credential.File("kubeconfig", Secret.of(KUBECONFIG))));
    }

    @Test
    void findsACredentialOfEachKind() throws Exception {
        assertThat(store.find("slack-token", Credential.Text.class, "Slack")
                        .value()
                        .reveal())
                .isEqualTo(TOKEN);
        Credential.UserPassword login = store.find("registry", Credential.UserPassword.class, "https://registry");
        assertThat(login.user()).isEqualTo("shop");
        assertThat(login.password().reveal()).isEqualTo(PASSWORD);
        assertThat(store.find("cluster", Credential.File.class, "cluster")
                        .content()
                        .reveal())
                .isEqualTo(KUBECONFIG);
    }

    @Test
    void namesACredentialThatIsNotThereAndWhatItIsFor() {
        assertThatThrownBy(() -> store.find("slak-token", Credential.Text.class, "Slack 'shop'"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("'slak-token'")
                .hasMessageContaining("Slack 'shop'")
                .hasMessageNotContaining("\n");
    }

    @Test
    void saysThatACredentialIsOfAnotherKindWithoutShowingIt() {
        assertThatThrownBy(() -> store.find("registry", Credential.Text.class, "Slack 'shop'"))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("'registry'")
                .hasMessageContaining("secret text")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void hidesWhatItHasGivenAndNothingElse() throws Exception {
        store.find("slack-token", Credential.Text.class, "Slack");
        store.find("registry", Credential.UserPassword.class, "https://registry");
        assertThat(store.mask("token=" + TOKEN + ", " + PASSWORD + " of shop")).isEqualTo("token=****, **** of shop");
        assertThat(store.mask("nothing to hide")).isEqualTo("nothing to hide");
    }

    @Test
    void leavesAKubeconfigsWordsReadable() throws Exception {
        store.find("cluster", Credential.File.class, "cluster");
        assertThat(store.mask("apiVersion: v1")).isEqualTo("apiVersion: v1");
    }
}
