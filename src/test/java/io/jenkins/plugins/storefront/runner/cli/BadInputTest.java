package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.delivery.model.Release;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import io.jenkins.plugins.storefront.runner.sandbox.cluster.SandboxCluster;
import io.jenkins.plugins.storefront.runner.sandbox.mail.SandboxMail;
import io.jenkins.plugins.storefront.runner.sandbox.registry.SandboxRegistry;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SandboxSlack;
import io.jenkins.plugins.storefront.runner.sandbox.slack.SlackAnswer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong, and what refuses them: one line says where and what to do, and nothing is half recorded. */
class BadInputTest {
    private static final String WRONG = "not-the-secret-here";

    @TempDir
    private static Path project;

    @TempDir
    private static Path folder;

    private static SandboxCluster cluster;
    private static SandboxRegistry registry;
    private static SandboxSlack slack;
    private static SandboxMail mail;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream realOut = System.out;
    private final PrintStream realErr = System.err;

    @BeforeAll
    static void prepare() throws Exception {
        cluster = new SandboxCluster(image -> null);
        registry = SandboxRegistry.start(folder.resolve("images"), "shop", Secret.of("shop-registry-password"));
        slack = SandboxSlack.start();
        mail = SandboxMail.start("shop", Secret.of("shop-mail-password"));
        Files.writeString(folder.resolve("viewer"), cluster.viewerToken().reveal());
        Files.writeString(folder.resolve("slack"), slack.token().reveal());
        Files.writeString(folder.resolve("wrong"), WRONG);
        Files.writeString(folder.resolve("mail"), "shop-mail-password");
        Files.writeString(project.resolve("config.yaml"), """
                unclassified:
                  storefront:
                    clusters:
                      - {name: main, serverUrl: '%1$s', credentialsId: viewer}
                      - {name: stranger, serverUrl: '%1$s', credentialsId: wrong}
                      - {name: gone, serverUrl: 'http://127.0.0.1:1', credentialsId: viewer}
                      - {name: lost, serverUrl: '%1$s', credentialsId: veiwer}
                    environments: [{name: production, cluster: main}]
                    slack:
                      - {name: shop, credentialsId: slack, apiUrl: '%2$s'}
                      - {name: wrong, credentialsId: wrong, apiUrl: '%2$s'}
                    smtp:
                      - {name: shop, host: %3$s, port: %4$d, security: PLAIN, from: j@example.com, credentialsId: mail}
                      - {name: wrong, host: %3$s, port: %4$d, security: PLAIN, from: j@example.com, credentialsId: wrongMail}
                credentials:
                  - {id: viewer, text: {file: %5$s/viewer}}
                  - {id: slack, text: {file: %5$s/slack}}
                  - {id: wrong, text: {file: %5$s/wrong}}
                  - {id: mail, user: shop, password: {file: %5$s/mail}}
                  - {id: wrongMail, user: shop, password: {file: %5$s/wrong}}
                """.formatted(
                        cluster.url(), slack.apiUrl(), mail.host(), mail.port(), folder));
        manifests();
    }

    private static void manifests() throws Exception {
        Files.writeString(project.resolve("tags.yaml"), "apiVersion: v1\nkind: !!java.net.URL [x]\n");
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(10)));
        }
        Files.writeString(project.resolve("bomb.yaml"), bomb);
        Files.writeString(project.resolve("big.yaml"), "# " + "x".repeat(50 << 20));
        Files.writeString(project.resolve("broken.yaml"), "apiVersion: v1\nkind: [\n");
        Files.writeString(project.resolve("nokind.yaml"), "---\napiVersion: v1\nmetadata: {name: x}\n");
        Files.write(project.resolve("latin.yaml"), "kind: Größe".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(
                project.resolve("good.yaml"), "{apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {a: b}}");
    }

    @AfterAll
    static void stop() {
        mail.close();
        slack.close();
        registry.close();
        cluster.close();
    }

    @BeforeEach
    void capture() {
        System.setOut(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void release() {
        System.setOut(realOut);
        System.setErr(realErr);
    }

    /** A Jenkinsfile, and what its one line of error says; the line begins with the first of them. */
    record Mistake(String name, String jenkinsfile, String... said) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Mistake rollout(String name, String what, String... said) {
        return new Mistake(
                name,
                "node {\n  deployStage(name: 'Out', environment: 'production') {\n    " + what + "\n  }\n}",
                said);
    }

    static List<Mistake> mistakes() {
        return List.of(
                new Mistake("syntax error", "echo 'x'\nnode {\n", "Jenkinsfile:3: "),
                new Mistake(
                        "unknown step",
                        "node {\n  clusterRolout text: ''\n}",
                        "Jenkinsfile:2: ",
                        "did you mean 'clusterRollout'?"),
                rollout(
                        "unknown parameter",
                        "clusterRollout manifest: 'good.yaml'",
                        "Jenkinsfile:3: clusterRollout: unknown parameter 'manifest', did you mean 'manifests'?"),
                new Mistake(
                        "missing parameter",
                        "deployStage(name: 'Out') { }",
                        "Jenkinsfile:1: deployStage: the parameter 'environment' is required"),
                rollout(
                        "wrong type",
                        "clusterRollout manifests: 'good.yaml', timeout: 'soon'",
                        "Jenkinsfile:3: clusterRollout: parameter 'timeout' must be a number, not a text (soon)"),
                rollout("tag", "clusterRollout manifests: 'tags.yaml'", "Jenkinsfile:3: ", "tags.yaml, line 2, column"),
                rollout("alias bomb", "clusterRollout manifests: 'bomb.yaml'", "Jenkinsfile:3: ", "bomb.yaml", "alias"),
                rollout("50 MB", "clusterRollout manifests: 'big.yaml'", "Jenkinsfile:3: ", "8 MiB"),
                rollout(
                        "broken YAML",
                        "clusterRollout manifests: 'broken.yaml'",
                        "Jenkinsfile:3: ",
                        "broken.yaml, line 3, column"),
                rollout("no UTF-8", "clusterRollout manifests: 'latin.yaml'", "Jenkinsfile:3: ", "latin.yaml", "UTF-8"),
                rollout(
                        "manifest without kind",
                        "clusterRollout manifests: 'nokind.yaml'",
                        "Jenkinsfile:3: ",
                        "nokind.yaml (document 1) has no kind"),
                rollout("no such file", "clusterRollout manifests: 'k8s/*.yaml'", "Jenkinsfile:3: ", "'k8s/*.yaml'"),
                new Mistake(
                        "unknown cluster",
                        "node { clusterRollout cluster: 'mian', manifests: 'good.yaml' }",
                        "Jenkinsfile:1: there is no cluster 'mian', did you mean 'main'?"),
                new Mistake(
                        "unknown environment",
                        "deployStage(name: 'Out', environment: 'produktion') { }",
                        "Jenkinsfile:1: there is no environment 'produktion', did you mean 'production'?"),
                rollout(
                        "unknown credential",
                        "clusterRollout cluster: 'lost', manifests: 'good.yaml'",
                        "Jenkinsfile:3: ",
                        "there is no credential 'veiwer' for cluster lost, did you mean 'viewer'?"),
                rollout(
                        "cluster refuses the user",
                        "clusterRollout manifests: 'good.yaml'",
                        "Jenkinsfile:3: ",
                        "cluster main: ",
                        "cannot patch resource"),
                rollout(
                        "cluster does not know the user",
                        "clusterRollout cluster: 'stranger', manifests: 'good.yaml'",
                        "Jenkinsfile:3: ",
                        "cluster stranger: ",
                        "does not accept the login (401)"),
                rollout(
                        "cluster is not there",
                        "clusterRollout cluster: 'gone', manifests: 'good.yaml'",
                        "Jenkinsfile:3: ",
                        "cluster gone: ",
                        "the cluster cannot be reached: nobody accepts connections at its address"),
                new Mistake(
                        "registry refuses",
                        "node {\n  imageBuild image: '" + registry.host()
                                + "/shop/cart', base: 'scratch', layers: [[from: 'good.yaml', into: '/']]\n}",
                        "Jenkinsfile:2: imageBuild: the registry asks for a login for " + registry.host()
                                + "/shop/cart; give credentialsId"),
                new Mistake(
                        "docker absent",
                        "node {\n  writeFile file: 'Dockerfile', text: 'FROM scratch'\n"
                                + "  withEnv(['PATH=/nowhere']) { imageBuild image: '127.0.0.1:1/shop/cart', reuse: false }\n}",
                        "Jenkinsfile:3: imageBuild: nothing on ",
                        "can build this: buildx is not usable: there is no docker there"),
                new Mistake(
                        "Slack invalid_auth",
                        "slackNotify connection: 'wrong', channel: '#shop', failOnError: true",
                        "Jenkinsfile:1: ",
                        "Slack 'wrong', channel #shop: Slack does not know the token; renew the credential"),
                new Mistake(
                        "Slack channel archived",
                        "slackNotify channel: '#shop', failOnError: true",
                        "Jenkinsfile:1: ",
                        "the channel is archived; choose another one"),
                new Mistake(
                        "Slack without a channel",
                        "slackNotify message: 'Out', failOnError: true",
                        "Jenkinsfile:1: ",
                        "name a channel"),
                new Mistake(
                        "mail refused",
                        "emailNotify to: 'unknown@example.com', failOnError: true",
                        "Jenkinsfile:1: ",
                        "refuses unknown@example.com: 550"),
                new Mistake(
                        "mail login refused",
                        "emailNotify connection: 'wrong', to: 'team@example.com', failOnError: true",
                        "Jenkinsfile:1: ",
                        "refuses the login; check the credential of this connection"),
                new Mistake(
                        "no mail address",
                        "emailNotify to: 'team', failOnError: true",
                        "Jenkinsfile:1: ",
                        "'team' is no mail address; expected name@domain"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void endInOneLineAndLeaveNothingHalfRecorded(Mistake mistake) throws Exception {
        if (mistake.name().equals("Slack channel archived")) {
            slack.answerNext(SlackAnswer.refusal("is_archived"));
        }
        Path jenkinsfile = Files.writeString(project.resolve("Jenkinsfile"), mistake.jenkinsfile());
        int code = StorefrontCommand.commandLine().execute("run", jenkinsfile.toString());

        List<String> lines = err.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).singleElement().satisfies(line -> assertThat(line)
                .startsWith("ERROR: " + mistake.said()[0])
                .contains(mistake.said())
                .doesNotContain(WRONG));
        assertThat(code).isNotZero();
        Release release = FileReleaseBook.open(latestRun()).current();
        assertThat(release.images()).isEmpty();
        assertThat(release.deployments()).allSatisfy(deployment -> {
            assertThat(deployment.outcome()).isNotNull();
            assertThat(deployment.outcome().bad()).isTrue();
        });
        assertThat(release.rollouts())
                .allSatisfy(rollout -> assertThat(rollout.outcome()).isNotNull());
    }

    private static Path latestRun() throws Exception {
        try (Stream<Path> runs = Files.list(project.resolve(".storefront/runs"))) {
            return runs.filter(run -> run.getFileName().toString().matches("\\d+"))
                    .max((one, other) -> number(one) - number(other))
                    .orElseThrow();
        }
    }

    private static int number(Path run) {
        return Integer.parseInt(run.getFileName().toString());
    }
}
