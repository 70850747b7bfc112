package io.jenkins.plugins.storefront.delivery.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineCaptureTest {
    private final List<String> lines = new ArrayList<>();

    @Test
    void tellsLinesWhoseCharactersComeInPieces() {
        try (LineCapture capture = LineCapture.first(100, lines::add)) {
            for (byte b : "größe\r\nzwei".getBytes(StandardCharsets.UTF_8)) {
                capture.write(b);
            }
        }
        assertThat(lines).containsExactly("größe", "zwei");
    }

    @Test
    void keepsTheBeginningOfOutputAndTheEndOfErrors() {
        byte[] text = "one\ntwo\nthree\n".getBytes(StandardCharsets.UTF_8);
        LineCapture first = LineCapture.first(5, lines::add);
        first.write(text, 0, text.length);
        LineCapture last = LineCapture.last(6, lines::add);
        last.write(text, 0, text.length);
        assertThat(first.text()).isEqualTo("one\nt");
        assertThat(last.text()).isEqualTo("three\n");
    }

    @Test
    void tellsAnEndlessLineInParts() {
        byte[] text = "x".repeat(LineCapture.LONGEST_LINE + 10).getBytes(StandardCharsets.UTF_8);
        try (LineCapture capture = LineCapture.last(10, lines::add)) {
            capture.write(text, 0, text.length);
        }
        assertThat(lines).extracting(String::length).containsExactly(LineCapture.LONGEST_LINE, 10);
    }

    @Test
    void replacesWhatIsNotUtf8() {
        try (LineCapture capture = LineCapture.first(100, lines::add)) {
            capture.write(0xff);
            capture.write('\n');
        }
        assertThat(lines).containsExactly("\uFFFD");
    }
}
