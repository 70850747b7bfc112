// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.util;

import java.util.ArrayList;

public class ListBoxModel extends ArrayList<ListBoxModel.Option> {
    private static final long serialVersionUID = 1L;

    public void add(String a0, String a1) {}

    public ListBoxModel add(String a0) {
        return null;
    }

    public static final class Option {
        Option() {}
    }
}
