package io.jenkins.plugins.storefront.host;

import java.util.concurrent.CountDownLatch;

/** Keeps all threads of the suite busy as they become free, so that what is handed to them from now on waits. */
public final class BusyPool implements AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);

    /** In the Jenkins that runs now. */
    public BusyPool() {
        for (int i = 0; i < StorefrontPool.workers(); i++) {
            StorefrontPool.get().submit(this::occupy);
        }
    }

    private void occupy() {
        try {
            end.await();
        } catch (InterruptedException stopped) {
            // Jenkins stops
        }
    }

    @Override
    public void close() {
        end.countDown();
    }
}
