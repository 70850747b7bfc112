package io.jenkins.plugins.storefront.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What {@code mvn package} puts into the {@code .hpi}. */
class PluginFileIT {
    private static final Path HPI = Path.of("target/storefront-pipeline.hpi");

    /** Packages that Jenkins core or an API plugin supplies; a second copy breaks when that plugin is updated. */
    private static final List<String> SUPPLIED = List.of(
            "hudson/",
            "jenkins/",
            "org/jenkinsci/",
            "org/kohsuke/",
            "com/google/common/",
            "com/fasterxml/jackson/",
            "io/fabric8/",
            "okhttp3/",
            "okio/",
            "kotlin/",
            "com/google/gson/",
            "org/snakeyaml/",
            "jakarta/",
            "org/eclipse/angus/",
            "org/apache/http/",
            "org/apache/commons/",
            "org/objectweb/asm/",
            "org/slf4j/",
            "groovy/",
            "com/cloudbees/",
            "picocli/",
            "io/jenkins/plugins/storefront/runner/");

    /** The client by the JDK's connections, which the plugin that supplies the rest of the client leaves out. */
    private static final String OWN_CLIENT = "io/fabric8/kubernetes/client/jdkhttp/";

    /** Entry name to the jars that hold it. */
    private static final Map<String, List<String>> ENTRIES = new HashMap<>();

    private static final TreeSet<String> JARS = new TreeSet<>();
    private static Manifest manifest;
    private static Manifest ownManifest;

    @BeforeAll
    static void read() throws IOException {
        try (JarFile hpi = new JarFile(HPI.toFile())) {
            manifest = hpi.getManifest();
            for (JarEntry library : (Iterable<JarEntry>) hpi.stream()::iterator) {
                if (!library.getName().matches("WEB-INF/lib/.*\\.jar")) {
                    continue;
                }
                String name = library.getName().substring("WEB-INF/lib/".length());
                JARS.add(name);
                byte[] content = hpi.getInputStream(library).readAllBytes();
                try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(content))) {
                    if (name.startsWith("storefront-pipeline-")) {
                        ownManifest = jar.getManifest();
                    }
                    for (JarEntry entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
                        ENTRIES.computeIfAbsent(entry.getName(), n -> new ArrayList<>())
                                .add(name);
                    }
                }
            }
        }
    }

    @Test
    void tellsJenkinsWhatItIsAndNeeds() {
        Attributes main = manifest.getMainAttributes();
        assertThat(main.getValue("Short-Name")).isEqualTo("storefront-pipeline");
        assertThat(main.getValue("Long-Name")).isEqualTo("Storefront Pipeline");
        assertThat(main.getValue("Jenkins-Version")).isEqualTo("2.541.3");
        assertThat(main.getValue("Minimum-Java-Version")).isEqualTo("17");
        assertThat(main.getValue("Plugin-Version")).isNotBlank().doesNotContain("$");
        assertThat(main.getValue("Url")).startsWith("https://");
        assertThat(main.getValue("Plugin-License-Name")).isEqualTo("MIT License");
        assertThat(main.getValue("Plugin-Dependencies").split(","))
                .contains("workflow-step-api:710.v3e456cc85233", "kubernetes:4423.vb_59f230b_ce53;resolution:=optional")
                .allMatch(dependency -> dependency.matches("[a-z0-9-]+:[0-9][\\w.-]*(;resolution:=optional)?"));
    }

    @Test
    void isTrustedByTheClassFilterBecauseItsOwnJarCarriesThePluginManifest() {
        assertThat(ownManifest.getMainAttributes().getValue("Short-Name")).isEqualTo("storefront-pipeline");
    }

    @Test
    void holdsTheIndexesThatJenkinsReadsAndTheSchema() {
        for (String index : List.of(
                "index.jelly",
                "META-INF/annotations/hudson.Extension",
                "META-INF/annotations/org.jenkinsci.Symbol",
                "META-INF/hudson.remoting.ClassFilter",
                "io/jenkins/plugins/storefront/delivery/shop/storefront.schema.json")) {
            assertThat(ENTRIES.containsKey(index)).as(index).isTrue();
        }
    }

    @Test
    void holdsNoClassThatCoreOrAnApiPluginSupplies() {
        assertThat(ENTRIES.keySet().stream()
                        .filter(name -> name.endsWith(".class") && !name.startsWith(OWN_CLIENT))
                        .filter(name -> SUPPLIED.stream().anyMatch(name::startsWith))
                        .toList())
                .isEmpty();
    }

    @Test
    void holdsNoClassTwice() {
        assertThat(ENTRIES.entrySet().stream()
                        .filter(entry -> entry.getKey().endsWith(".class")
                                && !entry.getKey().endsWith("module-info.class")
                                && entry.getValue().size() > 1)
                        .toList())
                .isEmpty();
    }

    @Test
    void bundlesJustWhatTheOfficialBuildDeclares() throws IOException {
        Matcher declared = Pattern.compile("<hpi.bundledArtifacts>(.*?)</hpi.bundledArtifacts>")
                .matcher(Files.readString(Path.of("jenkins/pom.xml")));
        assertThat(declared.find()).isTrue();
        assertThat(JARS.stream()
                        .map(name -> name.replaceAll("-[0-9][^-]*(-SNAPSHOT)?\\.jar$", ""))
                        .filter(name -> !name.equals("storefront-pipeline")))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.asList(declared.group(1).split(",")));
    }
}
