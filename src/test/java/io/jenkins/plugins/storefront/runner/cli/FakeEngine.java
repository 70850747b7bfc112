package io.jenkins.plugins.storefront.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Programs named docker and podman that keep containers as files: they answer what they are told to, and write down how they were called. */
final class FakeEngine {
    /** A container's file holds its labels as JSON has them. */
    private static final String SCRIPT = """
            #!/bin/sh
            here='%s'
            me=$(basename "$0")
            PATH=/usr/bin:/bin
            (printf '%%s ' "$me"; for argument in "$@"; do printf '%%s ' "$argument"; done; echo) >> "$here/calls"
            missing() {
                [ "$me" = podman ] && echo "Error: no container with name or ID \\"$1\\" found: no such container" >&2 \
                    || echo "Error response from daemon: No such container: $1" >&2
                exit 1
            }
            fails() { if [ -f "$here/$1" ]; then cat "$here/$1" >&2; exit 1; fi; }
            case "$1" in
                version) fails "$me-version-fails"; echo 4.3.1 ;;
                container)
                    shift 2; separator='['; [ $# != 1 ] || [ -f "$here/containers/$1" ] || missing "$1"
                    for name; do
                        [ -f "$here/containers/$name" ] || continue
                        printf %%s "$separator"; separator=,
                        sed "s/STATUS/$(cat "$here/status")/; s/NAME/$name/; s|LABELS|$(cat "$here/containers/$name")|" "$here/inspect"
                    done
                    echo ']' ;;
                image) exit 1 ;;
                pull) fails pull-fails; [ ! -f "$REGISTRY_AUTH_FILE" ] || cp "$REGISTRY_AUTH_FILE" "$here/auth" ;;
                run)
                    while [ "$#" -gt 0 ]; do
                        case "$1" in
                            --name) name=$2 ;;
                            --label) labels="$labels${labels:+,}\\"${2%%%%=*}\\":\\"${2#*=}\\"" ;;
                            --env-file) cp "$2" "$here/env"; ls -l "$2" >> "$here/env-modes" ;;
                        esac
                        shift
                    done
                    [ ! -f "$here/run-is-late" ] || printf %%s "$labels" > "$here/containers/$name"
                    fails run-fails
                    printf %%s "$labels" > "$here/containers/$name"; echo deadbeef ;;
                logs) cat "$here/log" ;;
                healthcheck) n=$(cat "$here/checks"); echo $((n - 1)) > "$here/checks"; [ "$n" -le 0 ] || { echo disk is full >&2; exit 1; } ;;
                rm)
                    while [ -f "$here/rm-waits" ]; do touch "$here/removing"; sleep 0.02; done
                    fails rm-fails; for name; do :; done; [ -f "$here/containers/$name" ] || missing "$name"; rm "$here/containers/$name" ;;
                ps) ls "$here/containers" ;;
            esac
            """;

    private static final String BEGIN = "{\"Name\":\"/NAME\",\"Config\":{\"Labels\":{LABELS}";

    private final Path folder;

    FakeEngine(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("containers"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String program : List.of("docker", "podman")) {
            Path script = bin.resolve(program);
            Files.writeString(script, SCRIPT.formatted(folder));
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        status("running");
        publish(8080, 0);
        Files.writeString(folder.resolve("log"), "");
        Files.writeString(folder.resolve("calls"), "");
    }

    String bin() {
        return folder.resolve("bin").toString();
    }

    /** Has a removal wait for {@link #letRemove}. */
    void holdRemoval() throws IOException {
        Files.createFile(folder.resolve("rm-waits"));
    }

    boolean isRemoving() {
        return Files.exists(folder.resolve("removing"));
    }

    void letRemove() throws IOException {
        Files.delete(folder.resolve("rm-waits"));
    }

    void status(String status) throws IOException {
        Files.writeString(folder.resolve("status"), status);
    }

    void log(String text) throws IOException {
        Files.writeString(folder.resolve("log"), text);
    }

    /** A container that is there already. */
    void leftover(String name, String host, String run, long until) throws IOException {
        Files.writeString(
                folder.resolve("containers").resolve(name),
                "\"io.jenkins.plugins.storefront.host\":\"" + host
                        + "\",\"io.jenkins.plugins.storefront.run-at-host\":\"" + run
                        + "\",\"io.jenkins.plugins.storefront.until\":\"" + until + "\"");
    }

    /** Lets this program say that it cannot be used. */
    void cannotBeUsed(String program, String errors) throws IOException {
        Files.writeString(folder.resolve(program + "-version-fails"), errors);
    }

    /** An image with a HEALTHCHECK that fails so often. */
    void healthchecks(int failures) throws IOException {
        Files.writeString(folder.resolve("checks"), failures + "\n");
        Files.writeString(
                folder.resolve("inspect"),
                BEGIN
                        + ",\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}},\"State\":{\"Status\":\"STATUS\",\"Health\":{\"Status\":\"\"}}}");
    }

    void runFails(String errors) throws IOException {
        Files.writeString(folder.resolve("run-fails"), errors);
    }

    /** The container is made just before a call that would make it, as by one whose caller was killed. */
    void runIsLate() throws IOException {
        Files.createFile(folder.resolve("run-is-late"));
        runFails(
                "docker: Error response from daemon: Conflict. The container name \"/storefront-1\" is already in use by"
                        + " container \"deadbeef\".\n\nRun 'docker run --help' for more information\n");
    }

    void publish(int port, int hostPort) throws IOException {
        Files.writeString(
                folder.resolve("inspect"),
                BEGIN + "},\"State\":{\"Status\":\"STATUS\",\"ExitCode\":3},\"NetworkSettings\":{\"Ports\":{\"" + port
                        + "/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"" + hostPort + "\"}]}}}");
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
