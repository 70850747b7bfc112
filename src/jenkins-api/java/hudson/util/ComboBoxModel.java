// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.util;

import java.util.ArrayList;

public class ComboBoxModel extends ArrayList<String> {
    private static final long serialVersionUID = 1L;
}
