// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson;

import java.util.AbstractList;

public class ExtensionList<T> extends AbstractList<T> {
    ExtensionList() {}

    public static <T> ExtensionList<T> lookup(Class<T> a0) {
        return null;
    }

    public static <U> U lookupSingleton(Class<U> a0) {
        return null;
    }

    public T get(int a0) {
        return null;
    }

    public int size() {
        return 0;
    }
}
