package io.jenkins.plugins.storefront.delivery.notify.text;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseFields.Kind;
import io.jenkins.plugins.storefront.delivery.notify.text.ReleaseFields.Node;
import io.jenkins.plugins.storefront.delivery.text.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a team's template without filling it, so that what is wrong in it is said before anything fails: also in sections that are
 * seldom shown. A problem is {@code file:line: what is wrong}.
 */
public final class TemplateCheck {
    /** Longest template, in characters. */
    public static final int LONGEST = 100_000;

    private static final int MOST_TAGS = 2000;
    private static final int DEEPEST = 20;
    /** Lists inside one another; each has a hundred entries at most. */
    private static final int MOST_LISTS = 3;

    private static final int MOST_PROBLEMS = 10;
    private static final int LONGEST_SHOWN = 60;
    private static final Set<String> OF_LISTS = Set.of("-first", "-last", "-index");

    private record Open(String name, int line, Node node, boolean inverted) {}

    private final String file;
    private final String template;
    private final List<String> problems = new ArrayList<>();
    private final Deque<Open> open = new ArrayDeque<>();
    private final Node root = ReleaseFields.tree();
    private int line = 1;

    private TemplateCheck(String file, String template) {
        this.file = file;
        this.template = template;
    }

    /**
     * Checks all of it.
     *
     * @param file its name, for messages
     * @return problems in the order of lines, none where it is good; the first ten at most
     */
    public static List<String> problems(String file, String template) {
        TemplateCheck check = new TemplateCheck(file, template);
        check.read();
        return List.copyOf(check.problems);
    }

    /** @throws DeliveryException with one line for each problem */
    public static void check(String file, String template) throws DeliveryException {
        List<String> problems = problems(file, template);
        if (!problems.isEmpty()) {
            throw new DeliveryException(String.join("\n", problems));
        }
    }

    private void read() {
        if (template.length() > LONGEST) {
            problem("the template has " + template.length() + " characters; " + LONGEST + " at most, shorten it");
            return;
        }
        int at = 0;
        int tags = 0;
        for (int start = template.indexOf("{{"); start >= 0; start = template.indexOf("{{", at)) {
            count(at, start);
            int end = template.indexOf("}}", start);
            if (end < 0) {
                problem("a tag begins here with {{ and has no }}");
                return;
            } else if (++tags > MOST_TAGS) {
                problem("the template has more than " + MOST_TAGS + " tags; shorten it");
                return;
            }
            tag(template.substring(start + 2, end));
            count(start, end + 2);
            at = end + 2;
            if (problems.size() >= MOST_PROBLEMS) {
                return;
            }
        }
        for (Iterator<Open> left = open.descendingIterator(); left.hasNext(); ) {
            Open section = left.next();
            problem(
                    section.line(),
                    "section '" + shown(section.name()) + "' is never closed; write {{/" + shown(section.name())
                            + "}} where it ends");
        }
    }

    private void count(int from, int to) {
        for (int i = from; i < to; i++) {
            if (template.charAt(i) == '\n') {
                line++;
            }
        }
    }

    private void tag(String content) {
        String tag = content.strip();
        char sign = tag.isEmpty() ? ' ' : tag.charAt(0);
        String name = tag.isEmpty() ? "" : tag.substring(1).strip();
        switch (sign) {
            case '!' -> {}
            case '#' -> section(name, false);
            case '^' -> section(name, true);
            case '/' -> close(name);
            case '>' -> problem("partials such as {{>" + shown(name) + "}} are not allowed; a template is one file");
            case '{', '&' -> problem("{{" + sign + "…}} would not be escaped; write {{" + shown(name) + "}}");
            case '=' -> problem("other delimiters than {{ and }} are not allowed");
            default -> variable(tag);
        }
    }

    private void section(String name, boolean inverted) {
        Node node = OF_LISTS.contains(name) ? resolveOfList(name) : resolve(name);
        if (open.size() >= DEEPEST) {
            problem("sections are more than " + DEEPEST + " deep");
        }
        if (node != null && node.kind() == Kind.LIST && !inverted) {
            lists(node);
        }
        open.push(new Open(name, line, node, inverted));
    }

    private void lists(Node list) {
        List<Node> around = open.stream()
                .filter(one ->
                        !one.inverted() && one.node() != null && one.node().kind() == Kind.LIST)
                .map(Open::node)
                .toList();
        if (around.stream().anyMatch(one -> one == list)) {
            problem("'" + list.name() + "' is inside itself");
        } else if (around.size() >= MOST_LISTS) {
            problem("more than " + MOST_LISTS + " lists are inside one another");
        }
    }

    private void close(String name) {
        if (open.isEmpty()) {
            problem("{{/" + shown(name) + "}} closes nothing; no section is open");
            return;
        }
        Open last = open.peek();
        if (last.name().equals(name)) {
            open.pop();
        } else if (open.stream().anyMatch(one -> one.name().equals(name))) {
            while (!open.peek().name().equals(name)) {
                Open left = open.pop();
                problem(
                        left.line(),
                        "section '" + shown(left.name()) + "' is never closed; {{/" + shown(name)
                                + "}} comes before in line " + line);
            }
            open.pop();
        } else {
            problem("{{/" + shown(name) + "}} closes nothing; the open section is '" + shown(last.name()) + "' of line "
                    + last.line());
            if (Nearest.to(name, List.of(last.name())).isPresent()) { // that one is meant
                open.pop();
            }
        }
    }

    private void variable(String name) {
        if (name.equals(".") || name.equals("this")) {
            Open around = open.peek();
            if (around == null || around.node() == null || around.node().kind() != Kind.TEXT) {
                problem("{{" + name + "}} means a text only directly inside the section of one");
            }
            return;
        }
        Node node = OF_LISTS.contains(name) ? resolveOfList(name) : resolve(name);
        if (node == null) {
            return;
        }
        String shown = shown(name);
        switch (node.kind()) {
            case TEXT -> {}
            case FLAG -> problem("'" + shown + "' is true or false; write {{#" + shown + "}}…{{/" + shown + "}}");
            case LIST -> problem("'" + shown + "' is a list; write {{#" + shown + "}}…{{/" + shown + "}}");
            default ->
                problem("'" + shown + "' is no text; name one of its fields: "
                        + String.join(", ", node.inside().keySet()));
        }
    }

    private Node resolveOfList(String name) {
        boolean inList = open.stream()
                .anyMatch(one ->
                        !one.inverted() && one.node() != null && one.node().kind() == Kind.LIST);
        if (!inList) {
            problem("'" + name + "' is there only inside a list's section");
        }
        return new Node(name, name.equals("-index") ? Kind.TEXT : Kind.FLAG, Map.of());
    }

    /** The field that a name means here, looked for from the inside out; null where there is none, which is told. */
    private Node resolve(String name) {
        String[] names = name.split("\\.", -1);
        Node node = null;
        Set<String> known = new TreeSet<>();
        for (Open around : open) {
            if (node == null && around.node() != null && !around.inverted()) {
                node = around.node().inside().get(names[0]);
                known.addAll(around.node().inside().keySet());
            }
        }
        if (node == null) {
            node = root.inside().get(names[0]);
            known.addAll(root.inside().keySet());
        }
        if (node == null && open.stream().anyMatch(one -> one.node() == null)) {
            return null; // inside a section that is unknown itself
        }
        for (int i = 0; i < names.length; i++) {
            if (node == null) {
                problem("unknown field '" + shown(name) + "'" + Nearest.hintAndAll(names[i], known));
                return null;
            } else if (i + 1 < names.length && node.kind() == Kind.LIST) {
                problem("'" + names[i] + "' is a list; write {{#" + names[i] + "}}{{" + shown(names[i + 1]) + "}}{{/"
                        + names[i] + "}}");
                return null;
            } else if (i + 1 < names.length) {
                known = new TreeSet<>(node.inside().keySet());
                node = node.inside().get(names[i + 1]);
            }
        }
        return node;
    }

    private void problem(String what) {
        problem(line, what);
    }

    private void problem(int where, String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(file + ":" + where + ": " + what);
        }
    }

    /** In one line, and short. */
    private static String shown(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\u202a-\\u202e\\u2066-\\u2069]", "?");
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }
}
