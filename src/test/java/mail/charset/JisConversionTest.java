package mail.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JisConversionTest {

    private static final Charset JIS = Charset.forName("x-windows-iso2022jp");
    private static final int TEXTS = 50_000;
    private static final int NOT_CONVERTED = -1;

    /** Each text consists of runs of random lengths. */
    private interface Run {
        void write(ByteArrayOutputStream text, Random random);
    }

    private static final Run ASCII = (text, random) -> {
        text.writeBytes(bytes("\u001B(B"));
        repeat(
                random,
                () -> text.write(
                        random.nextInt(8) == 0
                                ? "\r\n\t\0\u001A\u007F".charAt(random.nextInt(6))
                                : ' ' + random.nextInt(95)));
    };

    private static final Run ROMAN = (text, random) -> {
        text.writeBytes(bytes("\u001B(J"));
        repeat(random, () -> text.write('!' + random.nextInt('[' - '!')));
    };

    private static final Run KANJI = pairs('0', 'N');
    private static final Run GREEK_AND_CYRILLIC = pairs('&', '\'');
    private static final Run KANA_AND_SIGNS = pairs('!', '%');

    private static final Run ANY_PAIRS = pairs('!', '~');

    private static final Run ODD_END = (text, random) -> {
        KANJI.write(text, random);
        text.write('!' + random.nextInt(94));
    };

    private static final Run HALF_ESCAPE =
            (text, random) -> text.writeBytes(bytes("\u001B$(B\u001B\u001B".substring(0, 1 + random.nextInt(6))));

    private static final Run ANY_BYTE = (text, random) -> text.write(random.nextInt(256));

    private static final Run YEN = (text, random) -> {
        ROMAN.write(text, random);
        text.write(random.nextBoolean() ? '\\' : '~');
    };

    private static final Run SHIFT = (text, random) -> {
        text.write(random.nextBoolean() ? 0x0E : 0x0F);
        repeat(random, () -> text.write('!' + random.nextInt(94)));
    };

    private static final Run[] USUAL = {ASCII, ROMAN, KANJI, GREEK_AND_CYRILLIC, KANA_AND_SIGNS};
    private static final Run[] UNUSUAL = {ANY_PAIRS, ODD_END, HALF_ESCAPE, ANY_BYTE, YEN, SHIFT};

    @Test
    void whatIsConvertedIsWhatTheJdkReads() {
        Random random = new Random(30);
        int converted = 0;
        for (int i = 0; i < TEXTS; i++) {
            byte[] jis = text(random);
            byte[] utf8 = new byte[Jis.room(jis)];
            int size = Jis.convert(jis, utf8);
            if (size != NOT_CONVERTED) {
                converted++;
                assertThat(new String(utf8, 0, size, StandardCharsets.UTF_8))
                        .as(HexFormat.of().formatHex(jis))
                        .isEqualTo(new String(jis, JIS));
            }
        }

        assertThat(converted).isBetween(TEXTS / 5, TEXTS / 2);
    }

    @ParameterizedTest
    @MethodSource("everyLength")
    void runsOfEveryLengthAreConverted(int ascii, int kanji) {
        String text = ("a".repeat(ascii) + "注".repeat(kanji)).repeat(3);
        byte[] jis = text.getBytes(JIS);
        byte[] utf8 = new byte[Jis.room(jis)];

        int size = Jis.convert(jis, utf8);

        assertThat(new String(utf8, 0, size, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    static Stream<Object[]> everyLength() {
        return Stream.iterate(0, n -> n + 1).limit(18 * 10).map(n -> new Object[] {n % 18, n / 18});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001B",
                "a\u001B$",
                "\u001B$B0",
                "\u001B$B0l0\u001B(B",
                "\u001B$B0l\r\n0l\u001B(B",
                "\u001B$B0l 0\u001B(B",
                "\u001B$BO~\u001B(B\u00E9",
                "\u001B$B0l0l0l0\u00E9\u001B(B",
                "\u001B$B(~\u001B(B",
                "\u001B(Ja\\",
                "\u001B(Ja~\u001B(B",
                "\u001B(I1\u001B(B",
                "\u001B$@0l\u001B(B",
                "a\u000E1\u000F",
                "\u001B\u001B(B",
            })
    void theRestIsLeftToTheCaller(String text) {
        byte[] jis = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Jis.convert(jis, new byte[Jis.room(jis)])).isEqualTo(NOT_CONVERTED);
    }

    private static byte[] text(Random random) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        Run[] runs = random.nextBoolean() ? USUAL : UNUSUAL;
        repeat(random, () -> {
            Run[] some = random.nextInt(4) == 0 ? runs : USUAL;
            some[random.nextInt(some.length)].write(text, random);
        });
        return text.toByteArray();
    }

    private static Run pairs(char firstRow, char lastRow) {
        return (text, random) -> {
            text.writeBytes(bytes("\u001B$B"));
            repeat(random, () -> {
                text.write(firstRow + random.nextInt(lastRow - firstRow + 1));
                text.write('!' + random.nextInt(94));
            });
        };
    }

    private static void repeat(Random random, Runnable write) {
        for (int i = random.nextInt(12); i > 0; i--) {
            write.run();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
