// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.util;

import java.util.AbstractList;

public class PersistedList<T> extends AbstractList<T> {
    protected PersistedList() {}

    public <U extends T> U get(Class<U> a0) {
        return null;
    }

    @Override
    public T get(int a0) {
        return null;
    }

    @Override
    public int size() {
        return 0;
    }
}
