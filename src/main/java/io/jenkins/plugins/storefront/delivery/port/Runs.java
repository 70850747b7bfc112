package io.jenkins.plugins.storefront.delivery.port;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells this host's runs from those of others, and the living from the dead: a dead run's locks are free. Thread-safe. */
public interface Runs {
    /** Names this host for good: the same after a restart, another one on another controller. */
    String host();

    /** Names this run at its host. */
    String id();

    /** Whether a run of this host that {@link #id} named goes on, or will after a restart. */
    boolean isAlive(String id);

    /** Runs that are processes: each lives as long as its process. */
    static Runs ofProcess(String run) {
        return new Runs() {
            @Override
            public String host() {
                try {
                    return InetAddress.getLocalHost().getHostName();
                } catch (UnknownHostException e) {
                    return "localhost";
                }
            }

            @Override
            public String id() {
                return ProcessHandle.current().pid() + " " + run;
            }

            @Override
            public boolean isAlive(String id) {
                try {
                    return ProcessHandle.of(Long.parseLong(id.substring(0, id.indexOf(' '))))
                            .map(ProcessHandle::isAlive)
                            .orElse(false);
                } catch (RuntimeException unreadable) {
                    return false;
                }
            }
        };
    }
}
