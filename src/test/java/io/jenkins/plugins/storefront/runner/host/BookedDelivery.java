package io.jenkins.plugins.storefront.runner.host;

import io.jenkins.plugins.storefront.delivery.DeliveryException;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import io.jenkins.plugins.storefront.delivery.port.EventSink;
import io.jenkins.plugins.storefront.delivery.port.ForwardingDelivery;
import io.jenkins.plugins.storefront.delivery.release.FileReleaseBook;
import java.io.IOException;
import java.nio.file.Path;

/** A host's context whose release is on disk, in a folder that outlives the host; the host's own is told of every event too. */
public class BookedDelivery extends ForwardingDelivery {
    private final FileReleaseBook book;

    public BookedDelivery(DeliveryContext whole, Path folder) throws IOException, DeliveryException {
        super(whole);
        book = FileReleaseBook.open(folder);
    }

    @Override
    public FileReleaseBook release() {
        return book;
    }

    @Override
    public EventSink events() {
        EventSink host = whole.events();
        return event -> {
            book.publish(event);
            host.publish(event);
        };
    }
}
