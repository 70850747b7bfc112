package io.jenkins.plugins.storefront.delivery.notify.mail;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * A small picture of few colours, written as an indexed PNG (W3C PNG, 11.2) whose first colour is transparent. No AWT: controllers often
 * run on machines without fonts, where it fails.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final int width;
    private final int height;
    private final int[] colours;
    private final byte[] pixels;

    /** @param colours 0xRRGGBB each, by the index that {@link #fill} takes; the first is transparent */
    Png(int width, int height, int... colours) {
        this.width = width;
        this.height = height;
        this.colours = colours.clone();
        this.pixels = new byte[width * height];
    }

    /** Fills a rectangle; what lies outside of the picture is left out. */
    void fill(int x, int y, int wide, int high, int colour) {
        for (int row = Math.max(0, y); row < Math.min(height, y + high); row++) {
            for (int column = Math.max(0, x); column < Math.min(width, x + wide); column++) {
                pixels[row * width + column] = (byte) colour;
            }
        }
    }

    byte[] encode() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(SIGNATURE);
            chunk(out, "IHDR", header());
            byte[] palette = new byte[colours.length * 3];
            for (int i = 0; i < colours.length; i++) {
                palette[i * 3] = (byte) (colours[i] >> 16);
                palette[i * 3 + 1] = (byte) (colours[i] >> 8);
                palette[i * 3 + 2] = (byte) colours[i];
            }
            chunk(out, "PLTE", palette);
            chunk(out, "tRNS", new byte[] {0});
            chunk(out, "IDAT", packed());
            chunk(out, "IEND", new byte[0]);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be written", e);
        }
    }

    /** 8 bits a pixel, colour type 3 (indexed). */
    private byte[] header() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 3, 0, 0, 0});
        return out.toByteArray();
    }

    private byte[] packed() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
            for (int row = 0; row < height; row++) {
                deflater.write(0); // filter: none
                deflater.write(pixels, row * width, width);
            }
        }
        return out.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content);
        DataOutputStream data = new DataOutputStream(out);
        data.writeInt(content.length);
        data.write(name);
        data.write(content);
        data.writeInt((int) crc.getValue());
    }
}
