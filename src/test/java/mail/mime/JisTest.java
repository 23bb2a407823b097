package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JisTest {

    @Test
    void everyCharacterIsTheOneThatTheJdkReads() {
        List<String> different = new ArrayList<>();
        for (int row = 0x21; row <= 0x7E; row++) {
            for (int cell = 0x21; cell <= 0x7E; cell++) {
                byte[] character = {0x1B, '$', 'B', (byte) row, (byte) cell, 0x1B, '(', 'B'};
                String ours = decode(character);
                String jdks = new String(character, Charsets.JIS);
                if (!ours.equals(jdks)) {
                    different.add("%02x%02x: %s, not %s".formatted(row, cell, ours, jdks));
                }
            }
        }

        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\u001B$B$4Cm\u001B(Jb\\c~\u001B(I1\u001B(B",
                "a\u001B$B$4Cm\u001B(Jb, c\u001B(B",
                "\u001B$@$4\u001B(B end",
                "cut off \u001B$B$4C",
                "cut off \u001B$",
            })
    void escapesAreReadAsTheJdkReadsThem(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);

        assertThat(decode(bytes)).isEqualTo(new String(bytes, Charsets.JIS));
    }

    /** Texts for which the JDK gives U+FFFD, or loses a line end. */
    @ParameterizedTest
    @CsvSource({
        "'|$B$4\r\n$4|(B end', 'ご\r\nご end'",
        "'|$(D0!|(B', '丂'",
    })
    void moreIsReadThanTheJdkReads(String text, String expected) {
        byte[] bytes = text.replace('|', '\u001B').replace("\\r\\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

        assertThat(decode(bytes)).isEqualTo(expected.replace('|', '\u001B').replace("\\r\\n", "\r\n"));
    }

    private static String decode(byte[] jis) {
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        try {
            CharsetDetection.of(jis, "iso-2022-jp").writeTo(utf8, new ArrayList<>(), new Buffers());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return utf8.toString(StandardCharsets.UTF_8);
    }
}
