package io.jenkins.plugins.storefront.delivery.notify.mail;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A small picture of few colours, the first of which is transparent, as a PNG. It is filled by pixels and never drawn on: no graphics
 * and no fonts, which fail on controllers that have none.
 */
final class Png {
    private static final int BITS = 8;

    private final BufferedImage image;

    /** @param colours 0xRRGGBB each, by the index that {@link #fill} takes; the first is transparent */
    Png(int width, int height, int... colours) {
        IndexColorModel palette = new IndexColorModel(BITS, colours.length, colours, 0, false, 0, DataBuffer.TYPE_BYTE);
        image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, palette);
    }

    /** Fills a rectangle; what lies outside of the picture is left out. */
    void fill(int x, int y, int wide, int high, int colour) {
        WritableRaster pixels = image.getRaster();
        for (int row = Math.max(0, y); row < Math.min(image.getHeight(), y + high); row++) {
            for (int column = Math.max(0, x); column < Math.min(image.getWidth(), x + wide); column++) {
                pixels.setSample(column, row, 0, colour);
            }
        }
    }

    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) { // no cache file
            if (!ImageIO.write(image, "png", stream)) {
                throw new IllegalStateException("every Java writes PNG");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be written", e);
        }
        return out.toByteArray();
    }
}
