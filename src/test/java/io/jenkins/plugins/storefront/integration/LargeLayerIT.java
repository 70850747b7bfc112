package io.jenkins.plugins.storefront.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A layer of 2 GiB that nothing compresses, pushed and copied by a process whose heap is 256 MiB at most. */
@Timeout(900)
class LargeLayerIT {
    private static final int MIB = 1 << 20;
    private static final int SIZE_MIB = 2048;

    @TempDir
    private Path project;

    private String open;
    private String secure;

    @BeforeEach
    void prepare() throws Exception {
        open = Counterparts.need("REGISTRY");
        secure = Counterparts.need("REGISTRY_TLS");
        Files.writeString(
                project.resolve("config.yaml"),
                "unclassified:\n  storefront:\n    registries:\n      - name: '" + secure
                        + "'\n        credentialsId: login\n        caCertificate: |\n"
                        + Files.readString(Path.of(Counterparts.need("REGISTRY_CA")))
                                .indent(10)
                        + "credentials:\n  - {id: login, user: '" + Counterparts.need("REGISTRY_USER")
                        + "', password: {env: REGISTRY_SECRET}}\n");
        byte[] block = new byte[MIB];
        Random random = new Random(7);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(project.resolve("large")), MIB)) {
            for (int i = 0; i < SIZE_MIB; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    @Test
    void streamsThroughAHeapOf256MiB() throws Exception {
        Map<String, String> environment = new HashMap<>();
        environment.put("REGISTRY_SECRET", Counterparts.need("REGISTRY_PASSWORD"));
        environment.put("JDK_JAVA_OPTIONS", "-Xmx256m -XX:+ExitOnOutOfMemoryError");
        Runner.Result result = Runner.run(
                project,
                "node { def built = imageBuild(image: '" + open + "/it/large', tags: ['1'], base: 'scratch',"
                        + " layers: [[from: 'large', into: '/large']])\n"
                        + "def copy = imagePromote(from: built.reference, to: '" + secure + "/it/large')\n"
                        + "echo \"sent ${copy.sent.intdiv(1048576)} MiB, same ${copy.digest == built.digest}\" }",
                environment);
        assertThat(result.output()).contains("Finished: SUCCESS", "same true").containsPattern("sent 20[45]\\d MiB");
    }
}
