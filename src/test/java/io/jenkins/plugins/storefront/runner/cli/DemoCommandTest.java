package io.jenkins.plugins.storefront.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a newcomer runs it. */
class DemoCommandTest {
    @RegisterExtension
    private final FakeTerminal terminal = new FakeTerminal();

    @TempDir
    private Path folder;

    @BeforeEach
    void capture() {
        System.setProperty("storefront.home", Path.of("").toAbsolutePath().toString());
    }

    @AfterEach
    void release() {
        System.clearProperty("storefront.home");
    }

    private int demo(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "demo";
        all[1] = "--dir";
        all[2] = folder.resolve("demo").toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return terminal.call(all);
    }

    private String output() {
        return terminal.text();
    }

    private String report() throws Exception {
        return Files.readString(folder.resolve("demo/report.html"));
    }

    @Test
    void releasesTheShopAndReportsIt() throws Exception {
        assertThat(demo("--declarative")).as(output()).isZero();
        assertThat(output())
                .contains("Deployment shop/payment 2/2 serves", "StatefulSet shop/cart-store 1/1 serves")
                .contains(
                        "Told #releases by slack",
                        "Told team@example.com by mail",
                        "Finished: SUCCESS",
                        "Report: file:");
        assertThat(report()).contains("catalog", "2/2 ready", "#releases", "team@example.com");
    }

    @Test
    void bringsBackWhatServedWhenAServiceCrashesAndTellsWhy() throws Exception {
        assertThat(demo("--fail", "payment")).as(output()).isEqualTo(StorefrontCommand.FAILURE);
        assertThat(output())
                .containsSubsequence(
                        "Finished: SUCCESS",
                        "Rollout FAILED: Deployment shop/payment: container payment exits with 1",
                        "fatal: DB_PASSWORD is not set",
                        "Deployment shop/payment configured",
                        "Undone: what served before serves again",
                        "Told #releases by slack");
        assertThat(report()).contains("Failed and undone", "CrashLoopBackOff", "fatal: DB_PASSWORD is not set");
    }

    @Test
    void refusesAServiceOrABehaviourThatIsNone() {
        assertThat(demo("--fail", "paymant")).isEqualTo(StorefrontCommand.USAGE);
        assertThat(demo("--fail", "payment=crush")).isEqualTo(StorefrontCommand.USAGE);
        assertThat(output())
                .contains("the shop has no service 'paymant'; it has catalog, cart, checkout, payment, storefront")
                .contains("there is no behaviour 'crush'");
        assertThat(folder.resolve("demo")).doesNotExist();
    }

    @Test
    void emptiesNoFolderButADemos() throws Exception {
        Path precious = Files.createDirectories(folder.resolve("demo")).resolve("precious.txt");
        Files.writeString(precious, "mine");
        assertThat(demo()).isEqualTo(StorefrontCommand.USAGE);
        assertThat(output()).contains("is not empty and no demo's");
        assertThat(precious).hasContent("mine");
    }
}
