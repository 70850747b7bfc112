package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.model.Environment;
import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.notify.text.Language;
import io.jenkins.plugins.storefront.delivery.port.Credential;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.settings.ClusterSettings;
import io.jenkins.plugins.storefront.delivery.settings.MetricsSettings;
import io.jenkins.plugins.storefront.delivery.settings.RegistrySettings;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import io.jenkins.plugins.storefront.delivery.shop.NoticeReader;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The runner's {@code config.yaml}: {@code unclassified: storefront:} has the shape of Jenkins' Configuration as Code, and
 * {@code credentials:} says where each credential comes from (an environment variable or a file).
 */
public record ConfigFile(Settings settings, Map<String, LocalSecrets.Source> credentials) {
    public ConfigFile {
        credentials = Map.copyOf(credentials);
    }

    public static ConfigFile empty() {
        return new ConfigFile(Settings.empty(), Map.of());
    }

    /** Reads and checks the file; every mistake is an error that names its place. */
    public static ConfigFile read(Path file) throws DeliveryException {
        try {
            return parse(Files.readString(file), file.getFileName().toString());
        } catch (CharacterCodingException e) {
            throw new DeliveryException("the configuration " + file + " is not UTF-8 text", e);
        } catch (IOException e) {
            throw new DeliveryException("the configuration " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static ConfigFile parse(String text, String name) throws DeliveryException {
        Fields root = new Fields(SafeYaml.mapping(text, name), name, "unclassified", "credentials");
        Settings settings = Settings.empty();
        if (root.raw("unclassified") != null) {
            Fields unclassified = new Fields(root.raw("unclassified"), name + ": unclassified", "storefront");
            settings = settings(new Fields(
                    unclassified.raw("storefront"),
                    unclassified.at("storefront"),
                    "clusters",
                    "registries",
                    "slack",
                    "smtp",
                    "webhooks",
                    "metrics",
                    "environments",
                    "notices"));
        }
        Map<String, LocalSecrets.Source> credentials = new LinkedHashMap<>();
        int index = 0;
        for (Object one : root.list("credentials")) {
            Fields fields = new Fields(
                    one, root.at("credentials") + "[" + index++ + "]", "id", "text", "file", "user", "password");
            credentials.put(fields.required("id"), credential(fields));
        }
        return new ConfigFile(settings, credentials);
    }

    private static LocalSecrets.Source credential(Fields fields) throws DeliveryException {
        String id = fields.required("id");
        String user = fields.text("user");
        if (user != null) {
            Value password = value(fields, "password");
            return () -> new Credential.UserPassword(user, Secret.of(password.read(id)));
        } else if (fields.raw("text") != null) {
            Value value = value(fields, "text");
            return () -> new Credential.Text(Secret.of(value.read(id)));
        } else if (fields.raw("file") != null) {
            Path path = Path.of(fields.required("file"));
            return () -> new Credential.File(path.getFileName().toString(), Secret.of(new Value(null, path).read(id)));
        }
        throw new DeliveryException(
                fields.at("id") + ": the credential '" + id + "' needs text, file, or user with password");
    }

    private static Value value(Fields fields, String key) throws DeliveryException {
        Fields from = new Fields(fields.raw(key), fields.at(key), "env", "file");
        String file = from.text("file");
        return new Value(file == null ? from.required("env") : null, file == null ? null : Path.of(file));
    }

    /** Where a secret value is; plain values in the file are not accepted, so that the file can be committed. */
    private record Value(String variable, Path file) {
        String read(String id) throws DeliveryException {
            if (variable != null) {
                String found = System.getenv(variable);
                if (found == null) {
                    throw new DeliveryException(
                            "the environment variable " + variable + " of the credential '" + id + "' is not set");
                }
                return found;
            }
            try {
                return Files.readString(file).strip();
            } catch (IOException e) {
                throw new DeliveryException("the file " + file + " of the credential '" + id + "' cannot be read", e);
            }
        }
    }

    private static Settings settings(Fields fields) throws DeliveryException {
        List<ClusterSettings> clusters = new ArrayList<>();
        for (Fields f : each(
                fields,
                "clusters",
                "name",
                "kubernetesCloud",
                "serverUrl",
                "caCertificate",
                "skipTlsVerify",
                "credentialsId",
                "context",
                "namespace")) {
            clusters.add(new ClusterSettings(
                    f.required("name"),
                    f.text("kubernetesCloud"),
                    f.text("serverUrl"),
                    f.text("caCertificate"),
                    f.flag("skipTlsVerify"),
                    f.text("credentialsId"),
                    f.text("context"),
                    f.text("namespace")));
        }
        List<RegistrySettings> registries = new ArrayList<>();
        for (Fields f : each(fields, "registries", "name", "credentialsId", "plainHttp", "caCertificate")) {
            registries.add(new RegistrySettings(
                    f.required("name"), f.text("credentialsId"), f.flag("plainHttp"), f.text("caCertificate")));
        }
        List<SlackSettings> slack = new ArrayList<>();
        for (Fields f : each(fields, "slack", "name", "credentialsId", "defaultChannel", "apiUrl", "language")) {
            String url = f.text("apiUrl");
            slack.add(new SlackSettings(
                    f.required("name"),
                    f.required("credentialsId"),
                    f.text("defaultChannel"),
                    url == null ? SlackSettings.SLACK_API : url,
                    language(f)));
        }
        List<SmtpSettings> smtp = new ArrayList<>();
        for (Fields f : each(
                fields,
                "smtp",
                "name",
                "host",
                "port",
                "security",
                "credentialsId",
                "from",
                "caCertificate",
                "login",
                "throughProxy",
                "language")) {
            smtp.add(new SmtpSettings(
                    f.required("name"),
                    f.required("host"),
                    f.number("port", 587),
                    f.choice("security", SmtpSettings.Security.class, SmtpSettings.Security.STARTTLS),
                    f.text("credentialsId"),
                    f.required("from"),
                    f.text("caCertificate"),
                    f.choice("login", SmtpSettings.Login.class, SmtpSettings.Login.ANY),
                    f.flag("throughProxy"),
                    language(f)));
        }
        List<Environment> environments = new ArrayList<>();
        for (Fields f : each(fields, "environments", "name", "tier", "cluster", "namespace", "undo", "restricted")) {
            environments.add(new Environment(
                    f.required("name"),
                    f.choice("tier", Tier.class, Tier.DEVELOPMENT),
                    f.required("cluster"),
                    f.text("namespace"),
                    f.choice("undo", UndoPolicy.class, UndoPolicy.NEVER),
                    f.flag("restricted")));
        }
        Settings settings = new Settings(registries, slack, smtp, environments, clusters)
                .with(webhooks(fields))
                .withMetrics(metrics(fields));
        return fields.raw("notices") instanceof Map<?, ?> notices
                ? settings.with(NoticeReader.settings(notices, fields.at("notices")))
                : settings;
    }

    private static String language(Fields fields) throws DeliveryException {
        String code = fields.text("language");
        return code == null ? null : Language.of(code).code();
    }

    private static List<MetricsSettings> metrics(Fields fields) throws DeliveryException {
        List<MetricsSettings> metrics = new ArrayList<>();
        for (Fields f : each(fields, "metrics", "name", "url", "credentialsId", "caCertificate")) {
            metrics.add(new MetricsSettings(
                    f.required("name"), f.required("url"), f.text("credentialsId"), f.text("caCertificate")));
        }
        return metrics;
    }

    private static List<WebhookSettings> webhooks(Fields fields) throws DeliveryException {
        List<WebhookSettings> webhooks = new ArrayList<>();
        for (Fields f : each(fields, "webhooks", "name", "kind", "credentialsId", "signingCredentialsId", "language")) {
            webhooks.add(new WebhookSettings(
                    f.required("name"),
                    f.choice("kind", WebhookSettings.Kind.class, WebhookSettings.Kind.JSON),
                    f.required("credentialsId"),
                    f.text("signingCredentialsId"),
                    language(f)));
        }
        return webhooks;
    }

    private static List<Fields> each(Fields fields, String key, String... known) throws DeliveryException {
        List<Fields> found = new ArrayList<>();
        int index = 0;
        for (Object one : fields.list(key)) {
            found.add(new Fields(one, fields.at(key) + "[" + index++ + "]", known));
        }
        return found;
    }
}
