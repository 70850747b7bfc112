package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.port.Sealer;
import io.jenkins.plugins.storefront.delivery.port.SealerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LocalSealerTest extends SealerContract {
    @TempDir
    private Path folder;

    @Override
    protected Sealer sealer() {
        return new LocalSealer(folder.resolve(".storefront/key"));
    }

    @Override
    protected Sealer another() {
        return new LocalSealer(folder.resolve("another/key"));
    }
}
