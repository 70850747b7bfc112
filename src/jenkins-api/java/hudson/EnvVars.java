// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson;

import java.util.Map;
import java.util.TreeMap;

public class EnvVars extends TreeMap<String, String> {
    private static final long serialVersionUID = 1L;

    /** Names are compared without case, as in Jenkins. */
    public EnvVars() {
        super(String.CASE_INSENSITIVE_ORDER);
    }

    public EnvVars(Map<String, String> m) {
        this();
        putAll(m);
    }

    public EnvVars(EnvVars m) {
        this((Map<String, String>) m);
    }

    /** {@code PATH+NAME} puts a value in front of {@code PATH}, as in Jenkins. */
    public void override(String key, String value) {
        int plus = key.indexOf('+');
        if (value == null || value.isEmpty()) {
            remove(key);
        } else if (plus > 0) {
            String real = key.substring(0, plus);
            merge(real, value, (old, added) -> added + java.io.File.pathSeparator + old);
        } else {
            put(key, value);
        }
    }

    public EnvVars overrideAll(Map<String, String> all) {
        all.forEach(this::override);
        return this;
    }

    public String get(String key, String defaultValue) {
        String value = get(key);
        return value == null ? defaultValue : value;
    }
}
