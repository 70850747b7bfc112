package io.jenkins.plugins.storefront.delivery.process;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Takes a program's output as bytes: tells each line as it is complete and keeps the first or the last characters. UTF-8; what is
 * not UTF-8 is replaced. A line longer than {@link #LONGEST_LINE} is told in parts. Thread-safe.
 */
public final class LineCapture extends OutputStream {
    /** In bytes. */
    static final int LONGEST_LINE = 32 << 10;

    private final int limit;
    private final boolean keepEnd;
    private final Consumer<String> onLine;
    private final StringBuilder kept = new StringBuilder();
    private final ByteBuffer line = ByteBuffer.allocate(LONGEST_LINE);

    private LineCapture(int limit, boolean keepEnd, Consumer<String> onLine) {
        this.limit = limit;
        this.keepEnd = keepEnd;
        this.onLine = onLine;
    }

    /** Keeps the first {@code limit} characters: for output that is parsed. */
    public static LineCapture first(int limit, Consumer<String> onLine) {
        return new LineCapture(limit, false, onLine);
    }

    /** Keeps the last {@code limit} characters: for errors, whose end says why. */
    public static LineCapture last(int limit, Consumer<String> onLine) {
        return new LineCapture(limit, true, onLine);
    }

    @Override
    public synchronized void write(int b) {
        if (b == '\n') {
            endLine("\n");
            return;
        }
        if (!line.hasRemaining()) {
            endLine("");
        }
        line.put((byte) b);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            write(bytes[i]);
        }
    }

    /** Tells what is left of an unfinished line. */
    @Override
    public synchronized void close() {
        if (line.position() > 0) {
            endLine("");
        }
    }

    public synchronized String text() {
        return kept.toString();
    }

    private void endLine(String end) {
        line.flip();
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        CharBuffer decoded = CharBuffer.allocate(LONGEST_LINE);
        decoder.decode(line, decoded, true);
        line.clear();
        String text = decoded.flip().toString();
        text = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        keep(text + end);
        onLine.accept(text);
    }

    private void keep(String text) {
        if (keepEnd) {
            kept.append(text);
            if (kept.length() > limit) {
                kept.delete(0, kept.length() - limit);
            }
        } else if (kept.length() < limit) {
            kept.append(text, 0, Math.min(text.length(), limit - kept.length()));
        }
    }
}
