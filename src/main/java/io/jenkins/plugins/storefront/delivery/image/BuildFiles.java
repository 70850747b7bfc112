package io.jenkins.plugins.storefront.delivery.image;

import io.jenkins.plugins.storefront.delivery.files.PrivateFiles;
import io.jenkins.plugins.storefront.delivery.port.Secret;
import io.jenkins.plugins.storefront.delivery.port.WorkspaceTask;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes and reads the files of a {@link BuildFolder} on the agent. */
final class BuildFiles {
    private BuildFiles() {}

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes each file so that only its owner can read it. */
    static final class Write implements WorkspaceTask<Boolean> {
        @Serial
        private static final long serialVersionUID = 1L;

        private static final List<String> SYSTEM =
                List.of("/etc/containers/registries.conf", "/usr/share/containers/registries.conf");

        private final LinkedHashMap<String, Secret> files;
        private final ArrayList<String> plainRegistries;
        private final String home;

        /** @param plainRegistries hosts that are spoken to without TLS */
        Write(Map<String, Secret> files, List<String> plainRegistries, String home) {
            this.files = new LinkedHashMap<>(files);
            this.plainRegistries = new ArrayList<>(plainRegistries);
            this.home = home;
        }

        @Override
        public Boolean run(Path folder) throws IOException {
            for (Map.Entry<String, Secret> file : files.entrySet()) {
                PrivateFiles.write(
                        folder.resolve(file.getKey()), utf8(file.getValue().reveal()));
            }
            if (!plainRegistries.isEmpty()) {
                PrivateFiles.write(folder.resolve("registries.conf"), utf8(registries()));
            }
            return true;
        }

        /** The agent's own settings, and these hosts besides (containers-registries.conf(5)). */
        private String registries() throws IOException {
            StringBuilder made = new StringBuilder(own());
            for (String host : plainRegistries) {
                made.append("\n[[registry]]\nlocation = \"").append(host).append("\"\ninsecure = true\n");
            }
            return made.toString();
        }

        private String own() throws IOException {
            List<String> places = new ArrayList<>();
            if (home != null) {
                places.add(home + "/.config/containers/registries.conf");
            }
            places.addAll(SYSTEM);
            for (String place : places) {
                if (Files.isReadable(Path.of(place))) {
                    return Files.readString(Path.of(place));
                }
            }
            return "";
        }
    }

    /** Reads a file of the folder. */
    static final class Read implements WorkspaceTask<String> {
        @Serial
        private static final long serialVersionUID = 1L;

        private final String file;

        Read(String file) {
            this.file = file;
        }

        @Override
        public String run(Path folder) throws IOException {
            return Files.readString(folder.resolve(file));
        }
    }
}
