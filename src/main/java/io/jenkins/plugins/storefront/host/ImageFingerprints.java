package io.jenkins.plugins.storefront.host;

import hudson.model.Run;
import io.jenkins.plugins.storefront.delivery.event.DeliveryEvent;
import io.jenkins.plugins.storefront.delivery.event.ImageBuilt;
import io.jenkins.plugins.storefront.delivery.model.BuiltImage;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.docker.commons.fingerprint.DockerFingerprints;

/**
 * Fingerprints images by Docker Commons, so that Jenkins links the runs that made and used one. By the digest in the registry, which is
 * what later stages name it by. Where that fails, the build goes on.
 */
final class ImageFingerprints implements EventSink {
    private static final Logger LOGGER = Logger.getLogger(ImageFingerprints.class.getName());

    /** Docker Commons takes 64 hexadecimal digits. */
    private static final String KNOWN = "sha256:";

    private final Run<?, ?> run;

    ImageFingerprints(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public void publish(DeliveryEvent event) {
        if (event instanceof ImageBuilt built && built.image().digest().value().startsWith(KNOWN)) {
            try {
                record(built.image());
            } catch (IOException | LinkageError e) {
                LOGGER.log(Level.WARNING, e, () -> "The image " + built.image().reference() + " has no fingerprint");
            }
        }
    }

    private void record(BuiltImage image) throws IOException {
        DockerFingerprints.forImage(
                run,
                image.digest().value().substring(KNOWN.length()),
                image.reference().toString());
    }
}
