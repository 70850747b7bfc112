package io.jenkins.plugins.storefront.delivery.notify.desk;

import java.io.IOException;

/** Where the desk writes its state down. Called under one lock. */
public interface DeskStore {
    /** What was written last, or null. */
    String read() throws IOException;

    /** Replaces what was written; it is durable, whole or not at all, when this returns. */
    void write(String text) throws IOException;

    /** Sets a text that cannot be read aside. */
    void setAside() throws IOException;
}
