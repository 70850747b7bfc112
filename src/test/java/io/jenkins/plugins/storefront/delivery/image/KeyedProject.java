package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.model.ImageReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A project with a Dockerfile, made by chance, and changes of it that count or do not count for the image. */
final class KeyedProject {
    private static final List<String> NAMES =
            List.of("a", "b.txt", "größe.txt", "日本語", "name with blank", "-option", "$(x)", "a\nb", "Ωμέγα", ".hidden");

    private final Path folder;
    private final Random random;
    private final String host;
    private final String base;
    private final List<Path> files = new ArrayList<>();
    private final Map<String, String> buildArgs = new LinkedHashMap<>();
    private final Map<String, String> labels = new LinkedHashMap<>();
    private Map<String, String> secrets = new LinkedHashMap<>(Map.of("npm", "credential-1"));
    private Map<String, String> ssh = new LinkedHashMap<>(Map.of("default", ""));
    private List<String> platforms = new ArrayList<>(List.of("linux/amd64", "linux/arm64"));
    private List<String> caches = List.of();
    private List<String> tags = List.of("1");
    private String target = "run";
    private String builder = "auto";
    private String repository = "shop/cart";
    private boolean pull;
    private Duration maxAge = Duration.ofDays(1);

    KeyedProject(Path root, String host, Random random) throws Exception {
        this.folder = Files.createTempDirectory(root, "project");
        this.host = host;
        this.random = random;
        this.base = "base/x" + Math.abs(random.nextInt(3));
        Path app = Files.createDirectories(folder.resolve("app"));
        ContentKeyTest.pushOnce(folder, base);
        for (String sub : List.of("", "src/", "src/deep/", "left-out/")) {
            Files.createDirectories(app.resolve(sub));
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                Path file = app.resolve(sub + NAMES.get(random.nextInt(NAMES.size())));
                if (!Files.exists(file)) {
                    Files.writeString(file, "content " + random.nextInt());
                    if (!sub.startsWith("left-out")) {
                        files.add(file);
                    }
                }
            }
        }
        Files.createSymbolicLink(app.resolve("link"), Path.of("src"));
        Files.createSymbolicLink(app.resolve("loop"), Path.of("."));
        Files.writeString(app.resolve(".dockerignore"), "left-out\n**/*.log\n");
        Files.writeString(
                app.resolve("Dockerfile"),
                "ARG BASE\nFROM ${BASE} AS build\nCOPY . /x\nFROM build AS run\nRUN --mount=type=secret,id=npm y\n");
        buildArgs.put("BASE", host + "/" + base + ":1");
        buildArgs.put("MODE", "production");
        labels.put("team", "cart");
    }

    Path folder() {
        return folder;
    }

    String baseRepository() {
        return base;
    }

    ImageBuildRequest request() {
        return Ask.image(new ImageReference(host, repository, null, null))
                .tags(tags.toArray(String[]::new))
                .builder(builder)
                .docker(new ImageBuildRequest.Docker(
                        "app", null, target, buildArgs, secrets, ssh, pull, pull, caches, caches))
                .labels(labels)
                .platforms(platforms.toArray(String[]::new))
                .reuse(new ImageBuildRequest.Reuse(true, maxAge, false))
                .request();
    }

    private Path app(String path) {
        return folder.resolve("app").resolve(path);
    }

    private Path one() {
        return files.get(random.nextInt(files.size()));
    }

    String changeSomethingThatCounts() throws IOException {
        Path file = one();
        switch (random.nextInt(20)) {
            case 0 -> Files.writeString(file, Files.readString(file) + "x");
            case 1 -> Files.writeString(file, "");
            case 2 -> Files.move(file, file.resolveSibling("renamed " + file.getFileName()));
            case 3 -> Files.delete(file);
            case 4 -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx--x--x"));
            case 5 -> Files.createDirectory(app("src/empty"));
            case 6 -> {
                Files.delete(app("link"));
                Files.createSymbolicLink(app("link"), Path.of("src/deep"));
            }
            case 7 -> {
                String content = Files.readString(file);
                Files.delete(file);
                Files.createSymbolicLink(file, Path.of(content.replace("content ", "to-")));
            }
            case 8 -> Files.writeString(app(".dockerignore"), "left-out\n**/*.log\nsrc/deep\n");
            case 9 -> Files.writeString(app(".dockerignore"), "left-out\n!left-out/keep\n**/*.log\nlink\n");
            case 10 -> Files.writeString(app("Dockerfile"), Files.readString(app("Dockerfile")) + "USER 1\n");
            case 11 -> buildArgs.put("MODE", "production ");
            case 12 -> buildArgs.put("MORE", "");
            case 13 -> buildArgs.remove("MODE");
            case 14 -> labels.put("team", "cart2");
            case 15 -> platforms.remove(1);
            case 16 -> target = random.nextBoolean() ? "build" : null;
            case 17 -> secrets = Map.of("npm2", "credential-1");
            case 18 -> ssh = Map.of();
            default -> builder = "buildx";
        }
        return "change that counts";
    }

    String changeSomethingThatDoesNotCount() throws IOException {
        Path file = one();
        switch (random.nextInt(12)) {
            case 0 -> Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(random.nextInt(1 << 30))));
            case 1 -> Files.writeString(app("left-out/more"), "x");
            case 2 -> Files.writeString(app("src/deep/debug.log"), "x");
            case 3 -> Files.writeString(file, Files.readString(file)); // written anew, the same
            case 4 -> tags = List.of("2", "latest");
            case 5 -> pull = true;
            case 6 -> caches = List.of("registry.example.com/cache");
            case 7 -> secrets = Map.of("npm", "another-credential");
            case 8 -> maxAge = Duration.ofMinutes(1);
            case 9 -> platforms = List.of("linux/arm64", "linux/amd64");
            case 10 -> repository = "shop/other";
            default -> Files.writeString(folder.resolve("outside-of-the-context"), "x");
        }
        return "change that does not count";
    }
}
