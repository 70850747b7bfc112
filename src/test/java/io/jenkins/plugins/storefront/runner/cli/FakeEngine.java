package io.jenkins.plugins.storefront.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** A program named docker that keeps containers as files: it answers what it is told to, and writes down how it was called. */
final class FakeEngine {
    private static final String SCRIPT = """
            #!/bin/sh
            here='%s'
            PATH=/usr/bin:/bin
            (for argument in "$@"; do printf '%%s ' "$argument"; done; echo) >> "$here/calls"
            missing() { echo "Error response from daemon: No such container: $1" >&2; exit 1; }
            case "$1" in
                container) [ -f "$here/containers/$3" ] || missing "$3"; sed "s/STATUS/$(cat "$here/status")/" "$here/inspect" ;;
                create)
                    while [ "$#" -gt 0 ]; do
                        case "$1" in --name) name=$2 ;; --env-file) cp "$2" "$here/env"; ls -l "$2" >> "$here/env-modes" ;; esac
                        shift
                    done
                    if [ -f "$here/create-fails" ]; then cat "$here/create-fails" >&2; exit 1; fi
                    touch "$here/containers/$name"; echo deadbeef ;;
                logs) cat "$here/log" ;;
                rm) [ -f "$here/containers/$4" ] || missing "$4"; rm "$here/containers/$4" ;;
                ps) cat "$here/ps" ;;
            esac
            """;

    private final Path folder;

    FakeEngine(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("containers"));
        Path script = Files.createDirectories(folder.resolve("bin")).resolve("docker");
        Files.writeString(script, SCRIPT.formatted(folder));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        status("running");
        publish(8080, 0);
        Files.writeString(folder.resolve("log"), "");
        Files.writeString(folder.resolve("ps"), "");
        Files.writeString(folder.resolve("calls"), "");
    }

    String bin() {
        return folder.resolve("bin").toString();
    }

    void status(String status) throws IOException {
        Files.writeString(folder.resolve("status"), status);
    }

    void log(String text) throws IOException {
        Files.writeString(folder.resolve("log"), text);
    }

    void leftovers(String lines) throws IOException {
        for (String line : lines.lines().toList()) {
            Files.createFile(folder.resolve("containers").resolve(line.split(" ")[0]));
        }
        Files.writeString(folder.resolve("ps"), lines);
    }

    void createFails(String errors) throws IOException {
        Files.writeString(folder.resolve("create-fails"), errors);
    }

    void publish(int port, int hostPort) throws IOException {
        Files.writeString(
                folder.resolve("inspect"),
                "[{\"State\":{\"Status\":\"STATUS\",\"ExitCode\":3},\"NetworkSettings\":{\"Ports\":{\"" + port
                        + "/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"" + hostPort + "\"}]}}}]");
    }

    List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    String variables() throws IOException {
        return Files.readString(folder.resolve("env"));
    }

    String variablesMode() throws IOException {
        return Files.readString(folder.resolve("env-modes")).split(" ")[0];
    }

    /** Names of the containers that are there. */
    List<String> containers() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("containers"))) {
            return all.map(path -> path.getFileName().toString()).toList();
        }
    }
}
