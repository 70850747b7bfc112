package io.jenkins.plugins.storefront.delivery.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Cuts an answer into lines as it comes in. Used by one thread at a time. */
final class Lines implements AsyncBody.Consumer<List<ByteBuffer>> {
    /** Above etcd's limit for one object, with room for what encoding adds. */
    private static final int LONGEST = 16 << 20;

    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final Line line;

    /** Takes one line without its end. */
    @FunctionalInterface
    interface Line {
        void take(byte[] bytes) throws IOException;
    }

    Lines(Line line) {
        this.line = line;
    }

    @Override
    public void consume(List<ByteBuffer> buffers, AsyncBody body) throws IOException {
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            int from = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    pending.write(bytes, from, i - from);
                    from = i + 1;
                    take();
                }
            }
            pending.write(bytes, from, bytes.length - from);
            if (pending.size() > LONGEST) {
                throw new IOException("a line is longer than " + LONGEST + " bytes");
            }
        }
        body.consume();
    }

    private void take() throws IOException {
        byte[] whole = pending.toByteArray();
        pending.reset();
        if (whole.length > 0) {
            line.take(whole);
        }
    }
}
