package io.jenkins.plugins.storefront.runner.steps;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.files.Glob;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Steps on files of the workspace. */
final class FileSteps {
    /** The runner's own folder in a project is no part of the project's files. */
    private static final String OWN_STATE = ".storefront";

    private FileSteps() {}

    static List<BuiltIn> all() {
        return List.of(
                BuiltIn.step("pwd")
                        .takes("tmp", Boolean.class)
                        .returns(call -> call.flag("tmp")
                                ? call.here(RunServices.class).temporary().toString()
                                : call.folder().toString()),
                BuiltIn.step("isUnix").returns(call -> File.separatorChar == '/'),
                BuiltIn.step("fileExists").needs("file", String.class).returns(call -> Files.exists(path(call))),
                BuiltIn.step("readFile")
                        .needs("file", String.class)
                        .takes("encoding", String.class)
                        .returns(FileSteps::read),
                BuiltIn.step("writeFile")
                        .needs("file", String.class)
                        .needs("text", String.class)
                        .takes("encoding", String.class)
                        .returns(FileSteps::write),
                BuiltIn.step("deleteDir").returns(call -> {
                    delete(call.folder());
                    return null;
                }),
                BuiltIn.step("archiveArtifacts")
                        .needs("artifacts", String.class)
                        .takes("excludes", String.class)
                        .takes("allowEmptyArchive", Boolean.class)
                        .takes("fingerprint", Boolean.class)
                        .takes("onlyIfSuccessful", Boolean.class)
                        .takes("followSymlinks", Boolean.class)
                        .takes("caseSensitive", Boolean.class)
                        .takes("defaultExcludes", Boolean.class)
                        .returns(FileSteps::archive),
                BuiltIn.step("stash")
                        .needs("name", String.class)
                        .takes("includes", String.class)
                        .takes("excludes", String.class)
                        .takes("allowEmpty", Boolean.class)
                        .takes("useDefaultExcludes", Boolean.class)
                        .returns(FileSteps::stash),
                BuiltIn.step("unstash").needs("name", String.class).returns(FileSteps::unstash));
    }

    private static Path path(Call call) throws Exception {
        return call.here(Workdir.class).resolve(call.text("file"));
    }

    private static Charset charset(Call call) {
        return call.has("encoding") ? Charset.forName(call.text("encoding")) : StandardCharsets.UTF_8;
    }

    private static Object read(Call call) throws Exception {
        try {
            return "Base64".equals(call.text("encoding"))
                    ? Base64.getEncoder().encodeToString(Files.readAllBytes(path(call)))
                    : new String(
                            Files.readAllBytes(path(call)),
                            charset(call)); // as Jenkins: what is not of the charset is replaced
        } catch (NoSuchFileException e) {
            throw new DeliveryException("readFile: there is no file " + call.text("file") + " in " + call.folder(), e);
        }
    }

    private static Object write(Call call) throws Exception {
        Files.createDirectories(path(call).getParent());
        if ("Base64".equals(call.text("encoding"))) {
            Files.write(path(call), Base64.getDecoder().decode(call.text("text")));
        } else {
            Files.writeString(path(call), call.text("text"), charset(call));
        }
        return null;
    }

    private static Object archive(Call call) throws Exception {
        List<Path> found = find(call.folder(), call.text("artifacts"), call.text("excludes"));
        if (found.isEmpty() && !call.flag("allowEmptyArchive")) {
            throw new DeliveryException("archiveArtifacts: no file matches '" + call.text("artifacts") + "'");
        }
        copy(call.folder(), found, call.here(RunServices.class).archive());
        call.log("Archived " + found.size() + " files");
        return null;
    }

    private static Object stash(Call call) throws Exception {
        List<Path> found = find(call.folder(), call.text("includes", "**"), call.text("excludes"));
        if (found.isEmpty() && !call.flag("allowEmpty")) {
            throw new DeliveryException("stash: no file matches '" + call.text("includes", "**") + "'");
        }
        Path target = stashed(call);
        Files.createDirectories(target);
        copy(call.folder(), found, target);
        call.log("Stashed " + found.size() + " files");
        return null;
    }

    private static Object unstash(Call call) throws Exception {
        Path source = stashed(call);
        if (!Files.isDirectory(source)) {
            throw new DeliveryException("unstash: nothing was stashed as '" + call.text("name") + "'");
        }
        copy(source, find(source, "**", null), call.folder());
        return null;
    }

    private static Path stashed(Call call) throws Exception {
        return call.here(RunServices.class)
                .temporary()
                .resolve("stash-" + call.text("name").replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /** Files below {@code root} by Ant patterns, separated by commas. */
    static List<Path> find(Path root, String includes, String excludes) throws IOException {
        List<Glob> wanted = globs(includes);
        List<Glob> unwanted = globs(excludes == null ? "" : excludes);
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = new ArrayList<>();
            files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .filter(file -> !file.startsWith(OWN_STATE))
                    .filter(file -> wanted.stream().anyMatch(glob -> glob.matches(file)))
                    .filter(file -> unwanted.stream().noneMatch(glob -> glob.matches(file)))
                    .sorted()
                    .forEach(found::add);
            return found;
        }
    }

    private static List<Glob> globs(String patterns) throws IOException {
        List<Glob> globs = new ArrayList<>();
        for (String pattern : patterns.split(",")) {
            if (!pattern.isBlank()) {
                globs.add(new Glob(pattern.trim()));
            }
        }
        return globs;
    }

    private static void copy(Path root, List<Path> files, Path target) throws IOException {
        for (Path file : files) {
            Path to = target.resolve(file.toString());
            Files.createDirectories(to.getParent());
            Files.copy(root.resolve(file), to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
