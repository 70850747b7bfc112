package io.jenkins.plugins.storefront.runner.sandbox;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import io.jenkins.plugins.storefront.runner.host.LocalSecrets;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.runner.sandbox.webhook.SandboxWebhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * A place to try a release in: a cluster, an image registry with base images, a Slack workspace and a mail server, all in this
 * process and on 127.0.0.1. Nothing that our steps do under a sandboxed configuration reaches a real cluster, channel or mailbox.
 *
 * <p>Images and caches are in a folder; all else is gone after {@link #close}.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxRegistry registry;
    private final SandboxCluster cluster;
    private final SandboxSlack slack;
    private final SandboxMail mail;
    private final SandboxWebhooks webhooks;

    private Sandbox(Path folder) throws IOException {
        registry = SandboxRegistry.start(folder.resolve("registry"));
        cluster = new SandboxCluster(this::pullProblem);
        slack = SandboxSlack.start();
        mail = SandboxMail.start();
        webhooks = SandboxWebhooks.start(Clock.systemUTC());
    }

    /** Starts one; {@code folder} is made where it is missing. */
    public static Sandbox start(Path folder) throws IOException, InterruptedException {
        Sandbox sandbox = new Sandbox(folder);
        try {
            BaseImages.push(sandbox.registry.host(), folder.resolve("bases"));
            return sandbox;
        } catch (IOException | InterruptedException | RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    public SandboxCluster cluster() {
        return cluster;
    }

    public SandboxRegistry registry() {
        return registry;
    }

    public SandboxSlack slack() {
        return slack;
    }

    public SandboxMail mail() {
        return mail;
    }

    public SandboxWebhooks webhooks() {
        return webhooks;
    }

    /** The same configuration, with every cluster, Slack, mail server and webhook replaced by the ones here. */
    public ConfigFile over(ConfigFile real) {
        SandboxSettings settings =
                new SandboxSettings(cluster.url(), registry.host(), slack.apiUrl(), mail.host(), mail.port());
        Map<String, LocalSecrets.Source> credentials = new HashMap<>(real.credentials());
        credentials.put(SandboxSettings.CLUSTER_TOKEN, () -> new Credential.Text(cluster.adminToken()));
        credentials.put(SandboxSettings.SLACK_TOKEN, () -> new Credential.Text(slack.token()));
        for (WebhookSettings.Kind kind : WebhookSettings.Kind.values()) {
            credentials.put(SandboxSettings.webhook(kind), () -> new Credential.Text(webhooks.address(kind)));
        }
        credentials.put(SandboxSettings.WEBHOOK_KEY, () -> new Credential.Text(webhooks.key()));
        return new ConfigFile(settings.over(real.settings()), credentials);
    }

    /** Images of this registry must be there; those of others are taken to be. */
    private String pullProblem(String image) {
        try {
            ImageReference reference = ImageReference.parse(image);
            if (reference.registry().equals(registry.host()) && !registry.exists(reference)) {
                return "failed to pull and unpack image \"" + image + "\": not found";
            }
            return null;
        } catch (DeliveryException e) {
            return "failed to parse image name \"" + image + "\": invalid reference format";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        registry.close();
        cluster.close();
        if (slack != null) {
            slack.close();
        }
        if (mail != null) {
            mail.close();
        }
        if (webhooks != null) {
            webhooks.close();
        }
    }
}
