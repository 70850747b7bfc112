// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package hudson.scm;

import hudson.model.User;

public abstract class ChangeLogSet<T extends ChangeLogSet.Entry> implements Iterable<T> {
    ChangeLogSet() {}

    public abstract static class Entry {
        Entry() {}

        public String getCommitId() {
            return null;
        }

        public abstract String getMsg();

        public abstract User getAuthor();
    }
}
