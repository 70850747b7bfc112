package io.jenkins.plugins.storefront.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.storefront.config.StorefrontConfiguration;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an earlier version wrote: each folder beside the resources of this class, such as {@code 1.0-a}, is part of the home of a Jenkins
 * that was stopped in mid-run with that version. They stay as they are.
 */
final class OldForms {
    static final String CONFIGURATION = StorefrontConfiguration.class.getName() + ".xml";

    private static final String JOBS = "jobs";
    private static final String RUNNING = "org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml";
    private static final Pattern UID = Pattern.compile("\"uid\":\"([0-9a-f-]{36})\"");
    private static final Pattern REGISTRY = Pattern.compile("(127\\.0\\.0\\.1:\\d+)/shop/");

    /** Each byte one character, as a serialized program is no text. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private OldForms() {}

    static Path fixture(String version) throws Exception {
        return Path.of(OldForms.class.getResource("old/" + version).toURI());
    }

    /** The program of a job's first run. */
    static Path program(Path home, String job) {
        return home.resolve(JOBS).resolve(job).resolve("builds/1/program.dat");
    }

    /** Gives the home of a Jenkins that is not running the runs that were begun. */
    static void restore(String version, Path home) throws Exception {
        copy(fixture(version).resolve(JOBS), home.resolve(JOBS));
        copy(fixture(version).resolve(RUNNING), home.resolve(RUNNING));
    }

    /** Makes a fixture of these jobs, whose first runs were under way when Jenkins stopped. */
    static void keep(Path home, Path to, Collection<String> jobs) throws IOException {
        for (String job : jobs) {
            copy(home.resolve(JOBS).resolve(job), to.resolve(JOBS).resolve(job));
            assertThat(program(to, job)).isNotEmptyFile();
        }
        copy(home.resolve(RUNNING), to.resolve(RUNNING));
        // Sealed by that Jenkins, so that no other one opens it; what waits does not need it
        for (Path one : files(to.resolve(JOBS))) {
            if (one.getFileName().toString().matches("(plan|undo)-.*")) {
                Files.delete(one);
            }
        }
    }

    /**
     * Lets a run wait for an object of this cluster: another one of the same name would be none of its business, and it says so.
     *
     * @param object as the cluster answers it
     */
    static void takeUid(Path program, String object) throws IOException {
        replace(program, found(UID, Files.readString(program, BYTES)), found(UID, object));
    }

    /** Lets a run ask the registry at this address. */
    static void takeRegistry(Path program, String address) throws IOException {
        replace(program, found(REGISTRY, Files.readString(program, BYTES)), address);
    }

    /** Replaces a text by one of the same length, in a file or in all files of a folder. */
    static void replace(Path in, String old, String now) throws IOException {
        assertThat(now).as("another length would break the file").hasSameSizeAs(old);
        for (Path one : files(in)) {
            Files.writeString(one, Files.readString(one, BYTES).replace(old, now), BYTES);
        }
    }

    /** The first group of what is found. */
    static String found(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        assertThat(found.find()).as(pattern + " in " + text).isTrue();
        return found.group(1);
    }

    static void copy(Path from, Path to) throws IOException {
        for (Path one : files(from)) {
            Path target = to.resolve(from.relativize(one).toString());
            Files.createDirectories(target.getParent());
            Files.copy(one, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Path> files(Path in) throws IOException {
        try (Stream<Path> all = Files.walk(in)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
