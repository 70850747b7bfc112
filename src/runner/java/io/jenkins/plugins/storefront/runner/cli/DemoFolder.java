package io.jenkins.plugins.storefront.runner.cli;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a demo: a fresh copy of the example shop, the sandbox's images, the report. */
record DemoFolder(Path root) {
    /** A folder with this file is a demo's and may be emptied. */
    private static final String MARK = ".storefront-demo";

    /** Makes it anew, and copies the example there. */
    static DemoFolder prepare(Path wanted) throws IOException, DeliveryException {
        String home = System.getProperty("storefront.home");
        Path example = home == null ? null : Path.of(home, "examples", "shop");
        if (example == null || !Files.isDirectory(example)) {
            throw new DeliveryException(
                    "the example shop is not here; run ./storefront demo in a checkout of the project");
        }
        Path root = (wanted == null ? Path.of(home, "target", "demo") : wanted)
                .toAbsolutePath()
                .normalize();
        if (Files.exists(root)) {
            clear(root);
        }
        Files.createDirectories(root);
        Files.writeString(root.resolve(MARK), "Made by storefront demo; emptied by the next one.\n");
        DemoFolder folder = new DemoFolder(root);
        copy(example, folder.shop());
        return folder;
    }

    Path shop() {
        return root.resolve("shop");
    }

    Path sandbox() {
        return root.resolve("sandbox");
    }

    Path report() {
        return root.resolve("report.html");
    }

    /** Changes a service's source, so that its next image is another one. */
    void change(String service) throws IOException {
        try (Stream<Path> files = Files.walk(shop().resolve("services").resolve(service))) {
            Path source = files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".js"))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new IOException("the service " + service + " has no source"));
            Files.writeString(
                    source,
                    "\n// A new version\nclass Version2 {}\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.APPEND);
        }
    }

    private static void clear(Path root) throws IOException, DeliveryException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        if (all.size() > 1 && !Files.exists(root.resolve(MARK))) {
            throw new DeliveryException(root + " is not empty and no demo's; name another folder with --dir");
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile)
                    .filter(file -> !from.relativize(file).startsWith(".storefront"))
                    .toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
