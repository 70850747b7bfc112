package io.jenkins.plugins.storefront.delivery.notify.mail;

import io.jenkins.plugins.storefront.delivery.model.Outcome;
import io.jenkins.plugins.storefront.delivery.notify.text.TimeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The time line of a release as a picture: a numbered bar for each row, whose names stand beside it in the mail. Its colours are seen on
 * light and on dark ground.
 */
final class TimeLinePicture {
    /** As shown, in CSS pixels; the picture has twice as many. */
    static final int WIDTH = 560;

    private static final int SCALE = 2;
    private static final int ROW = 22;
    private static final int LEFT = 26;
    private static final int BAR = 12;

    private static final int GROUND = 1;
    private static final int NUMBER = 2;
    private static final int GOOD = 3;
    private static final int BAD = 4;
    private static final int BACK = 5;
    private static final int OTHER = 6;
    private static final int[] COLOURS = {0xFFFFFF, 0x94A3B8, 0x64748B, 0x16A34A, 0xDC2626, 0xD97706, 0x3B82F6};

    /** Digits in 3 by 5 dots, a row each three bits. */
    private static final int[][] DIGITS = {
        {7, 5, 5, 5, 7}, {2, 6, 2, 2, 7}, {7, 1, 7, 4, 7}, {7, 1, 7, 1, 7}, {5, 5, 7, 1, 1},
        {7, 4, 7, 1, 7}, {7, 4, 7, 5, 7}, {7, 1, 1, 2, 2}, {7, 5, 7, 5, 7}, {7, 5, 7, 1, 7}
    };

    private TimeLinePicture() {}

    /** Height as shown. */
    static int height(TimeLine line) {
        return line.bars().size() * ROW + 2;
    }

    /** Null where there is nothing to show. */
    static byte[] of(TimeLine line) {
        List<TimeLine.Bar> bars = line.bars();
        if (bars.isEmpty()) {
            return null;
        }
        Instant begin =
                bars.stream().map(TimeLine.Bar::from).min(Instant::compareTo).orElseThrow();
        Instant end = bars.stream()
                .flatMap(bar -> java.util.stream.Stream.of(bar.from(), bar.to()))
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElseThrow();
        long whole = Math.max(1, Duration.between(begin, end).toMillis());
        Png png = new Png(WIDTH * SCALE, height(line) * SCALE, COLOURS);
        for (int i = 0; i < bars.size(); i++) {
            TimeLine.Bar bar = bars.get(i);
            int y = (i * ROW + (ROW - BAR) / 2) * SCALE;
            number(png, i + 1, y);
            png.fill(LEFT * SCALE, y, (WIDTH - LEFT) * SCALE, BAR * SCALE, GROUND);
            int least = 3 * SCALE;
            int from = Math.min(
                    WIDTH * SCALE - least,
                    at(Duration.between(begin, bar.from()).toMillis(), whole));
            int to = bar.to() == null
                    ? WIDTH * SCALE
                    : at(Duration.between(begin, bar.to()).toMillis(), whole);
            png.fill(from, y, Math.max(least, to - from), BAR * SCALE, colour(bar.outcome()));
        }
        return png.encode();
    }

    private static int at(long millis, long whole) {
        return (int) (LEFT * SCALE + millis * (WIDTH - LEFT) * SCALE / whole);
    }

    private static void number(Png png, int number, int y) {
        int dot = 2 * SCALE;
        String text = Integer.toString(number);
        int x = (LEFT - 6) * SCALE - text.length() * 4 * dot + dot;
        for (char digit : text.toCharArray()) {
            int[] rows = DIGITS[digit - '0'];
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < 3; column++) {
                    if ((rows[row] & (4 >> column)) != 0) {
                        png.fill(x + column * dot, y + SCALE + row * dot, dot, dot, NUMBER);
                    }
                }
            }
            x += 4 * dot;
        }
    }

    private static int colour(Outcome outcome) {
        if (outcome == null) {
            return OTHER;
        }
        return switch (outcome) {
            case SUCCEEDED -> GOOD;
            case FAILED, ABORTED -> BAD;
            case UNDONE, UNSTABLE -> BACK;
            case SKIPPED -> NUMBER;
        };
    }
}
