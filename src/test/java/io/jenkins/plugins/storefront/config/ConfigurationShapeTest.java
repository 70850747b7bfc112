package io.jenkins.plugins.storefront.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.storefront.delivery.model.Tier;
import io.jenkins.plugins.storefront.delivery.model.UndoPolicy;
import io.jenkins.plugins.storefront.delivery.settings.Settings;
import io.jenkins.plugins.storefront.delivery.settings.SlackSettings;
import io.jenkins.plugins.storefront.delivery.settings.SmtpSettings;
import io.jenkins.plugins.storefront.delivery.settings.WebhookSettings;
import io.jenkins.plugins.storefront.delivery.yaml.SafeYaml;
import io.jenkins.plugins.storefront.runner.host.ConfigFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jenkins' configuration and the runner's {@code config.yaml} have one shape and mean the same. */
class ConfigurationShapeTest {
    /** Every key of every kind, each with a value that is not its default. */
    private static final String YAML = """
            unclassified:
              storefront:
                clusters:
                  - name: main
                    kubernetesCloud: cloud
                    serverUrl: https://cluster.example.com
                    caCertificate: PEM of the cluster
                    skipTlsVerify: true
                    credentialsId: admin
                    context: blue
                    namespace: shop
                registries: [{name: r.example.com, credentialsId: push, plainHttp: true, caCertificate: PEM of the registry}]
                slack: [{name: shop, credentialsId: bot, defaultChannel: '#shop', apiUrl: https://slack.example.com/api/, language: zh_CN}]
                smtp:
                  - name: mail
                    host: mail.example.com
                    port: 465
                    security: TLS
                    credentialsId: mailbox
                    from: shop@example.com
                    caCertificate: PEM of the server
                    login: CRAM_MD5
                    throughProxy: true
                    language: zh_CN
                webhooks: [{name: ding, kind: DINGTALK, credentialsId: robot, signingCredentialsId: key, language: zh_CN}]
                environments: [{name: production, tier: PRODUCTION, cluster: main, namespace: live, undo: ON_FAILURE, restricted: true}]
            """;

    /** Keys that take settings over from other plugins of a Jenkins, which the runner does not have. */
    private static final Set<String> OF_OTHER_PLUGINS = Set.of("endpoint", "slackPlugin", "mailer");

    @TempDir
    private Path folder;

    private static Settings jenkins() {
        ClusterConnection cluster = new ClusterConnection(" main ");
        cluster.setKubernetesCloud("cloud");
        cluster.setServerUrl(" https://cluster.example.com ");
        cluster.setCaCertificate("PEM of the cluster");
        cluster.setSkipTlsVerify(true);
        cluster.setCredentialsId("admin");
        cluster.setContext("blue");
        cluster.setNamespace("shop");
        RegistryConnection registry = new RegistryConnection("r.example.com");
        registry.setCredentialsId("push");
        registry.setPlainHttp(true);
        registry.setCaCertificate("PEM of the registry");
        SlackConnection slack = new SlackConnection("shop");
        slack.setCredentialsId("bot");
        slack.setDefaultChannel("#shop");
        slack.setApiUrl("https://slack.example.com/api/");
        slack.setLanguage("zh_CN");
        SmtpConnection smtp = new SmtpConnection("mail");
        smtp.setHost("mail.example.com");
        smtp.setPort(465);
        smtp.setSecurity(SmtpSettings.Security.TLS);
        smtp.setCredentialsId("mailbox");
        smtp.setFrom("shop@example.com");
        smtp.setCaCertificate("PEM of the server");
        smtp.setLogin(SmtpSettings.Login.CRAM_MD5);
        smtp.setThroughProxy(true);
        smtp.setLanguage("zh_CN");
        WebhookConnection webhook = new WebhookConnection("ding");
        webhook.setKind(WebhookSettings.Kind.DINGTALK);
        webhook.setCredentialsId("robot");
        webhook.setSigningCredentialsId("key");
        webhook.setLanguage("zh_CN");
        ReleaseEnvironment environment = new ReleaseEnvironment("production");
        environment.setTier(Tier.PRODUCTION);
        environment.setCluster("main");
        environment.setNamespace("live");
        environment.setUndo(UndoPolicy.ON_FAILURE);
        environment.setRestricted(true);
        return new Settings(
                        List.of(registry.toSettings()),
                        List.of(slack.toSettings()),
                        List.of(smtp.toSettings()),
                        List.of(environment.toSettings()),
                        List.of(cluster.toSettings()))
                .with(List.of(webhook.toSettings()));
    }

    @Test
    void meansTheSameInJenkinsAndInTheRunner() throws Exception {
        Path file = Files.writeString(folder.resolve("config.yaml"), YAML);
        assertThat(ConfigFile.read(file).settings()).isEqualTo(jenkins());
    }

    @Test
    void coversEveryKey() throws Exception {
        Map<?, ?> root = (Map<?, ?>) SafeYaml.mapping(YAML, "config.yaml").get("unclassified");
        Map<?, ?> storefront = (Map<?, ?>) root.get("storefront");
        Map<String, Class<?>> kinds = Map.of(
                "clusters", ClusterConnection.class,
                "registries", RegistryConnection.class,
                "slack", SlackConnection.class,
                "smtp", SmtpConnection.class,
                "webhooks", WebhookConnection.class,
                "environments", ReleaseEnvironment.class);
        Set<String> known = new TreeSet<>(kinds.keySet());
        known.add("notices"); // no list; NoticesShapeTest has it
        assertThat(BoundSetters.of(StorefrontConfiguration.class)).isEqualTo(known);
        kinds.forEach((key, type) -> {
            Set<String> keys = BoundSetters.of(type);
            keys.add("name");
            keys.removeAll(OF_OTHER_PLUGINS);
            assertThat(((Map<?, ?>) ((List<?>) storefront.get(key)).get(0)).keySet())
                    .as(key)
                    .isEqualTo(keys);
        });
    }

    @Test
    void takesEmptyFieldsOfAFormForNothing() {
        SlackConnection slack = new SlackConnection("shop");
        slack.setCredentialsId("bot");
        slack.setDefaultChannel("  ");
        slack.setApiUrl("");
        assertThat(slack.toSettings()).isEqualTo(new SlackSettings("shop", "bot", null, SlackSettings.SLACK_API));
    }

    @Test
    void hasTheSameDefaultsInJenkinsAndInTheRunner() throws Exception {
        Path file = Files.writeString(
                folder.resolve("config.yaml"),
                "unclassified: {storefront: {clusters: [{name: c}], registries: [{name: r}],"
                        + " slack: [{name: s, credentialsId: bot}], smtp: [{name: m, host: h, from: f@example.com}],"
                        + " environments: [{name: e, cluster: c}]}}");
        SlackConnection slack = new SlackConnection("s");
        slack.setCredentialsId("bot");
        SmtpConnection smtp = new SmtpConnection("m");
        smtp.setHost("h");
        smtp.setFrom("f@example.com");
        ReleaseEnvironment environment = new ReleaseEnvironment("e");
        environment.setCluster("c");
        assertThat(ConfigFile.read(file).settings())
                .isEqualTo(new Settings(
                        List.of(new RegistryConnection("r").toSettings()),
                        List.of(slack.toSettings()),
                        List.of(smtp.toSettings()),
                        List.of(environment.toSettings()),
                        List.of(new ClusterConnection("c").toSettings())));
    }

    @Test
    void refusesAConnectionWithoutAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClusterConnection(" "))
                .withMessage("Cluster: a name is required");
    }
}
