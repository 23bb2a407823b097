package mail.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CharsetLabelsTest {

    @ParameterizedTest
    @CsvSource({
        "korean, c1d6b9ae, 주문",
        "ks_c_5601-1989, c1d6b9ae, 주문",
        "iso-ir-149, c1d6b9ae, 주문",
        "cp949, 8c63, 똠",
        "euc-kr, 8c63, 똠",
        "GB_2312-80, b6a9b5a5, 订单",
        "x-gbk, b6a9b5a5, 订单",
        "chinese, b6a9b5a5, 订单",
        "csISO58GB231280, b6a9b5a5, 订单",
        "gb2312, 80, €",
        "gbk, a3a0, '　'",
        "gb18030, 8139ee39, 㐀",
        "big5, f9d6f9d8f9da, 碁裏恒",
        "cn-big5, a3e1, €",
        "x-x-big5, a3c0, ␀",
        "big5-hkscs, 8862, Ê̄",
        "cp950, a4a4, 中",
        "big5, 8e69, 箸",
        "l1, 9363616665 94, “cafe”",
        "ISO8859-1, 85, …",
        "cp819, 80, €",
        "latin1, 99, ™",
        "csISOLatin1, 99, ™",
        "iso-8859-9, 80dd, €İ",
        "latin5, 99, ™",
        "tis-620, 80a1, €ก",
        "iso-8859-11, 85a1, …ก",
        "dos-874, a1, ก",
        "iso-8859-8-i, f9ece5ed, שלום",
        "iso-8859-8-e, f9ece5ed, שלום",
        "logical, f9ece5ed, שלום",
        "visual, f9ece5ed, שלום",
        "csISO88598I, f9ece5ed, שלום",
        "iso-8859-6-i, e3, ك",
        "iso-8859-6-e, e3, ك",
        "asmo-708, e3, ك",
        "iso-8859-10, a1, Ą",
        "latin6, bd, ―",
        "iso-8859-14, a1, Ḃ",
        "iso-8859-16, a4, €",
        "l9, a4, €",
        "sun_eu_greek, e1, α",
        "koi8-ru, aebe, ўЎ",
        "windows-1251, 98, '\u0098'",
        "windows-1255, ca, ֺ",
        "x-mac-ukrainian, ff, €",
        "macintosh, 80, Ä",
        "866, 80, А",
        "euc-jp, a1c1adeaa1dd, ～㈱－",
        "x-euc, a4a2, あ",
        "euc-jp, 8fb0a1, 丂",
        "euc-jp, 8eb1, ｱ",
        "cp943, 8740, ①",
        "csWindows31J, 8740, ①",
        "unicode-1-1-utf-8, e38182, あ",
        "csUTF8, e38182, あ",
        "ucs-2, 3042, あ",
        "unicodeFFFE, 3042, あ",
        "utf-16le, 4230, あ",
        "euc-tw, c4e3, 中",
        "johab, d061, 하",
        "ISO_8859-5:1988, d0, а",
        "' iso_8859-2 ', b1, ą",
        "IBM037, c1c2, AB",
    })
    void aLabelIsReadAsTheWebAndWindowsReadIt(String label, String bytes, String text) {
        Charset charset = CharsetLabels.charset(label).orElseThrow();

        assertThat(new String(HexFormat.of().parseHex(bytes.replace(" ", "")), charset))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"us-ascii", "ANSI_X3.4-1968", "iso646-us", "unknown-8bit", "x-user-defined", "", "nobody's"})
    void aLabelThatSaysNothingIsNone(String label) {
        assertThat(CharsetLabels.charset(label)).isEmpty();
    }

    @Test
    void noLabelHasTwoMeanings() {
        Map<String, String> seen = new HashMap<>();
        List<String> twice = new ArrayList<>();
        CharsetLabels.table()
                .forEach((name, labels) -> labels.forEach(label -> {
                    String before = seen.put(label.replaceAll("[^a-z0-9]", ""), name);
                    if (before != null && !before.equals(name)) {
                        twice.add(label);
                    }
                }));

        assertThat(twice).isEmpty();
    }

    @Test
    void theDocumentationSaysWhichLabelsAreReadHow() throws IOException {
        StringBuilder table = new StringBuilder("| read as | labels |\n|---|---|\n");
        CharsetLabels.table()
                .forEach((name, labels) -> table.append("| `%s` | %s |\n".formatted(name, String.join(" ", labels))));

        assertThat(Files.readString(Path.of("docs/unpacking.md"))).contains(table);
    }

    @Test
    void whatIsOnlyReadIsNotWritten() {
        Charset utf7 = CharsetLabels.charset("utf-7").orElseThrow();

        assertThat(utf7.canEncode()).isFalse();
        assertThat(utf7.contains(utf7)).isFalse();
    }
}
