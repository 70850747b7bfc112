package io.jenkins.plugins.storefront.delivery.image;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds in a Dockerfile's instructions which images it uses, and what keeps its outcome from being foreseen. */
final class DockerfileReader {
    private static final Pattern REMOTE =
            Pattern.compile("(?i)^[\"'\\[\\s]*(?:[a-z][a-z0-9+.-]*://|git@|[^/\\s]+@[^/\\s]+:).*");

    /** The readers that Docker publishes; another one may read the same text in another way. */
    private static final Pattern USUAL_SYNTAX =
            Pattern.compile("(?:[^@]*/)?docker/dockerfile(?:-upstream)?(?:[:@].*)?");

    private final String text;
    private final DockerfileLines lines;
    private final Map<String, String> buildArgs;
    private final Map<String, String> globals = new HashMap<>();
    private final Set<String> stages = new HashSet<>();
    private final List<Dockerfile.Use> uses = new ArrayList<>();
    private final Set<Ability> needs = EnumSet.noneOf(Ability.class);
    private int stageCount;
    private String obstacle;

    DockerfileReader(String text, Map<String, String> buildArgs) {
        this.text = text;
        this.buildArgs = buildArgs;
        this.lines = new DockerfileLines(text);
    }

    Dockerfile read() {
        obstacle = lines.obstacle();
        if (buildArgs.containsKey("BUILDKIT_SYNTAX")) {
            hinder("the build argument BUILDKIT_SYNTAX chooses another reader");
        }
        if (lines.syntax() != null) {
            if (USUAL_SYNTAX.matcher(lines.syntax().text()).matches()) {
                use(lines.syntax(), lines.syntax().text(), 1);
            } else {
                hinder("its syntax " + lines.syntax().text() + " is not Docker's own");
            }
        }
        if (lines.hasHereDocuments()) {
            needs.add(Ability.HERE_DOCUMENTS);
        }
        for (DockerfileLines.Instruction one : lines.instructions()) {
            try {
                read(one);
            } catch (Unforeseen e) {
                hinder("line " + one.line() + " " + e.getMessage());
            }
        }
        if (stageCount == 0) {
            hinder("it has no FROM");
        }
        return new Dockerfile(text, List.copyOf(uses), Set.copyOf(needs), obstacle);
    }

    private void hinder(String why) {
        if (obstacle == null) {
            obstacle = why;
        }
    }

    private void read(DockerfileLines.Instruction one) throws Unforeseen {
        switch (one.name()) {
            case "FROM" -> from(one);
            case "ARG" -> {
                if (stageCount == 0) {
                    globalArgument(one);
                }
            }
            case "COPY" -> copied(one);
            case "ADD" -> {
                copied(one);
                added(one);
            }
            case "RUN" -> mounted(one);
            default -> {
                // Uses nothing that is not in the text or the context
            }
        }
    }

    private void from(DockerfileLines.Instruction one) throws Unforeseen {
        List<DockerfileLines.Word> words = withoutFlags(one);
        if (words.isEmpty()) {
            throw new Unforeseen("names no image");
        }
        DockerfileLines.Word named = words.get(0);
        String image = new ShellWord(lines.escape(), this::global).expand(named.text());
        if (!image.equals("scratch") && !stages.contains(image.toLowerCase(Locale.ROOT))) {
            use(named, image, one.line());
        }
        if (words.size() >= 3 && words.get(1).text().equalsIgnoreCase("as")) {
            stages.add(words.get(2).text().toLowerCase(Locale.ROOT));
        }
        stageCount++;
    }

    private String global(String name) throws Unforeseen {
        if (!globals.containsKey(name) && (name.startsWith("TARGET") || name.startsWith("BUILD"))) {
            throw new Unforeseen("takes the image's name from " + name + ", which depends on the platform");
        }
        return globals.get(name);
    }

    /** {@code ARG NAME=default} before the first FROM; what the build gives wins. */
    private void globalArgument(DockerfileLines.Instruction one) throws Unforeseen {
        String rest = one.rest();
        for (String word : new ShellWord(lines.escape(), this::global).words(rest)) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (buildArgs.containsKey(name)) {
                globals.put(name, buildArgs.get(name));
            } else if (equals >= 0) {
                globals.put(name, new ShellWord(lines.escape(), this::global).expand(word.substring(equals + 1)));
            }
        }
    }

    private static List<DockerfileLines.Word> withoutFlags(DockerfileLines.Instruction one) {
        return one.words().stream()
                .dropWhile(word -> word.text().startsWith("--"))
                .toList();
    }

    private void copied(DockerfileLines.Instruction one) throws Unforeseen {
        for (DockerfileLines.Word flag : one.words()) {
            if (!flag.text().startsWith("--")) {
                return;
            } else if (flag.text().startsWith("--from=")) {
                source(flag, "--from=".length(), flag.text().length(), one.line());
            }
        }
    }

    /** An image, unless it names a stage or counts one. */
    private void source(DockerfileLines.Word word, int begin, int end, int line) throws Unforeseen {
        String named = word.text().substring(begin, end);
        if (named.indexOf('$') >= 0 || named.indexOf('"') >= 0 || named.indexOf('\'') >= 0 || !word.isWhole()) {
            throw new Unforeseen("does not say plainly what it copies from");
        }
        if (named.matches("\\d+") || stages.contains(named.toLowerCase(Locale.ROOT)) || named.equals("scratch")) {
            return;
        }
        use(new DockerfileLines.Word(named, word.begin() + begin, word.begin() + end), named, line);
    }

    private void added(DockerfileLines.Instruction one) throws Unforeseen {
        boolean checked = one.words().stream()
                .takeWhile(word -> word.text().startsWith("--"))
                .anyMatch(word -> word.text().matches("--checksum=sha256:[0-9a-f]{64}"));
        List<DockerfileLines.Word> words = withoutFlags(one);
        for (DockerfileLines.Word word : words.subList(0, Math.max(0, words.size() - 1))) {
            if (word.text().indexOf('$') >= 0) {
                throw new Unforeseen("ADDs what a variable names; COPY it, or write it out");
            } else if (REMOTE.matcher(word.text()).matches()
                    && !(checked && word.text().contains("http"))) {
                throw new Unforeseen("ADDs from a URL, which may give something else each time; add --checksum");
            }
        }
    }

    private void mounted(DockerfileLines.Instruction one) throws Unforeseen {
        for (DockerfileLines.Word flag : one.words()) {
            if (!flag.text().startsWith("--")) {
                return;
            } else if (flag.text().startsWith("--mount=")) {
                needs.add(Ability.MOUNTS);
                mount(flag, one.line());
            }
        }
    }

    private void mount(DockerfileLines.Word flag, int line) throws Unforeseen {
        String all = flag.text();
        int begin = "--mount=".length();
        while (begin <= all.length()) {
            int comma = all.indexOf(',', begin);
            int end = comma < 0 ? all.length() : comma;
            String option = all.substring(begin, end);
            if (option.toLowerCase(Locale.ROOT).startsWith("from=")) {
                source(flag, begin + "from=".length(), end, line);
            } else if (option.contains("\"")) {
                throw new Unforeseen("has a --mount in quotes");
            }
            begin = end + 1;
        }
    }

    private void use(DockerfileLines.Word word, String image, int line) {
        if (!word.isWhole()) {
            hinder("line " + line + " breaks the name of an image");
        } else {
            uses.add(new Dockerfile.Use(image, word.begin(), word.end()));
        }
    }

    /** Something whose outcome cannot be foreseen; its message goes after "line 7 ". */
    static final class Unforeseen extends Exception {
        private static final long serialVersionUID = 1L;

        Unforeseen(String message) {
            super(message);
        }
    }
}
