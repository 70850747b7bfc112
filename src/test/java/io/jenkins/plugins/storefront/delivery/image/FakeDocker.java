package io.jenkins.plugins.storefront.delivery.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program named docker that writes down how it was called, and says and returns what it was told to. */
final class FakeDocker {
    static final String ID = "sha256:" + "a".repeat(64);

    /** %s: its folder. Arguments end with a NUL, so that spaces and line ends in them are seen. */
    private static final String SCRIPT = """
            #!/bin/sh
            here='%s'
            environment=$(/usr/bin/env)
            PATH=/usr/bin:/bin
            call=$(mktemp -d "$here/calls/XXXXXX")
            printf '%%s\\0' "$@" > "$call/arguments"
            echo "$environment" > "$call/environment"
            cat > "$call/input"
            if [ "$1" != version ]; then
                cp "$DOCKER_CONFIG/config.json" "$call/config"
                ls -la "$DOCKER_CONFIG/" > "$call/folder"
            fi
            echo "$call" >> "$here/order"
            case "$1 $2" in
                'version --format') echo '20.10.24 ' ;;
                'build --'*)
                    echo "$1: working"
                    while [ $# -gt 0 ]; do [ "$1" != --iidfile ] || echo '%s' > "$2"; shift; done
                    set -- build
                    ;;
                *) echo "$1: working" ;;
            esac
            if [ -f "$here/fail-$1" ]; then cat "$here/fail-$1" >&2; exit 1; fi
            """;

    private final Path folder;

    /**
     * How docker was called once.
     *
     * @param folder what is in {@code DOCKER_CONFIG}, as {@code ls -la} shows it
     */
    record Call(List<String> arguments, String environment, String input, String config, String folder) {}

    FakeDocker(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("calls"));
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Files.writeString(script, SCRIPT.formatted(folder, ID));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Lets {@code docker COMMAND …} end with this on its standard error and exit code 1. */
    void fail(String command, String errors) throws IOException {
        Files.writeString(folder.resolve("fail-" + command), errors + "\n");
    }

    /** A PATH with nothing but this docker on it. */
    String path() {
        return folder.resolve("bin").toString();
    }

    private static String text(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** The calls so far, in order. */
    List<Call> calls() throws IOException {
        List<Call> calls = new ArrayList<>();
        Path order = folder.resolve("order");
        try (Stream<String> lines = Files.exists(order) ? Files.lines(order) : Stream.empty()) {
            for (String one : lines.toList()) {
                Path call = Path.of(one);
                calls.add(new Call(
                        Arrays.asList(
                                Files.readString(call.resolve("arguments")).split("\0")),
                        Files.readString(call.resolve("environment")),
                        Files.readString(call.resolve("input")),
                        text(call.resolve("config")),
                        text(call.resolve("folder"))));
            }
        }
        return calls;
    }
}
