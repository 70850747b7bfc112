package io.jenkins.plugins.storefront.runner.host;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Numbers runs 1, 2, 3 …; two runs at once get two numbers, because making a folder is atomic. */
final class RunNumbers {
    private RunNumbers() {}

    static int next(Path runs) throws IOException {
        Files.createDirectories(runs);
        int last;
        try (Stream<Path> all = Files.list(runs)) {
            last = all.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("[0-9]{1,9}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
        while (true) {
            try {
                Files.createDirectory(runs.resolve(Integer.toString(++last)));
                return last;
            } catch (FileAlreadyExistsException e) {
                // Another run took the number in between
                continue;
            }
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
