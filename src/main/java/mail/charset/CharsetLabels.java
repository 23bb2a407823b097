package mail.charset;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Maps a label to its charset, by the Encoding Standard and IANA's registry, with the names that Windows, PHP, Python
 * and Java use. If the standard maps a label to a larger charset, the larger one is used: GB 18030 for GB2312.
 */
public final class CharsetLabels {

    /** Case, spaces and punctuation are ignored: {@code ISO8859-1} is {@code iso_8859-1}. */
    private static final String LABELS = """
            UTF-8 = utf-8 utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 csutf8 cp65001
                utf8mb4
            UTF-7 = utf-7 unicode-1-1-utf-7 unicode-2-0-utf-7 x-unicode-2-0-utf-7 csunicode11utf7 csutf7
                cp65000
            UTF-16 = utf-16 utf16 unicode csunicode iso-10646-ucs-2 ucs-2 csutf16 unicode-1-1 csunicode11
            UTF-16LE = utf-16le unicodefeff csutf16le cp1200
            UTF-16BE = utf-16be unicodefffe csutf16be cp1201
            UTF-32 = utf-32 utf32 ucs-4 iso-10646-ucs-4 csucs4 csutf32
            x-windows-iso2022jp = iso-2022-jp csiso2022jp iso-2022-jp-ms jis jis7 iso-2022-7bit cp50220
                cp50221 cp50222 windows-50221
            ISO-2022-JP-1 = iso-2022-jp-1
            ISO-2022-JP-2 = iso-2022-jp-2 csiso2022jp2 iso-2022-jp-ext
            ISO-2022-JP-3 = iso-2022-jp-3
            ISO-2022-JP-2004 = iso-2022-jp-2004
            windows-31j = shift_jis shift-jis shiftjis sjis x-sjis ms_kanji csshiftjis windows-31j
                cswindows31j ms932 cp932 windows-932 x-ms-cp932 cp943 cp943c sjis-win sjis-open
            x-SJIS_0213 = shift_jis-2004 shift_jis_2004 shift_jisx0213 shift_jis-x0213 sjis-2004 sjis_2004
            EUC-JP = euc-jp eucjp x-euc-jp x-euc cseucpkdfmtjapanese
                extended_unix_code_packed_format_for_japanese ujis euc-jp-ms eucjp-ms eucjp-win cp51932
                cp20932
            EUC-JIS-2004 = euc-jis-2004 euc_jis_2004 euc-jisx0213 euc_jisx0213 eucjis2004
            x-windows-949 = euc-kr cseuckr ks_c_5601-1987 ks_c_5601-1989 csksc56011987 ksc_5601 ksc5601
                korean iso-ir-149 windows-949 cp949 ms949 uhc x-windows-949 cp51949
            ISO-2022-KR = iso-2022-kr csiso2022kr cp50225
            x-Johab = johab cp1361 ksc5601-1992
            GB18030 = gb18030 csgb18030 gbk csgbk x-gbk gb2312 csgb2312 gb_2312 gb_2312-80 csiso58gb231280
                iso-ir-58 chinese euc-cn euccn x-euc-cn cn-gb cp936 ms936 windows-936 cp54936 cp51936
            HZ-GB-2312 = hz-gb-2312 hz hzgb cp52936
            ISO-2022-CN = iso-2022-cn csiso2022cn iso-2022-cn-ext csiso2022cnext cp50227
            Big5 = big5 csbig5 cn-big5 x-x-big5 big5-hkscs csbig5hkscs big5-eten big5-tw cp950 ms950
                windows-950 cp951
            x-EUC-TW = euc-tw cns11643 x-euc-tw cp51950
            x-windows-874 = windows-874 dos-874 cp874 tis-620 tis620-2533 cstis620 iso-8859-11 iso_8859-11
                cswindows874
            windows-1250 = windows-1250 cp1250 x-cp1250 cswindows1250 iso-8859-2-windows-latin-2
                cswindows31latin2
            windows-1251 = windows-1251 cp1251 x-cp1251 cswindows1251 ansi-1251
            windows-1252 = windows-1252 cp1252 x-cp1252 cswindows1252 iso-8859-1 iso_8859-1 iso_8859-1:1987
                iso-ir-100 csisolatin1 latin1 latin-1 l1 cp819 ibm819 8859_1 cp28591
                iso-8859-1-windows-3.0-latin-1 cswindows30latin1 iso-8859-1-windows-3.1-latin-1
                cswindows31latin1
            windows-1253 = windows-1253 cp1253 x-cp1253 cswindows1253
            windows-1254 = windows-1254 cp1254 x-cp1254 cswindows1254 iso-8859-9 iso_8859-9 iso_8859-9:1989
                iso-ir-148 csisolatin5 latin5 l5 cp920 cp28599 iso-8859-9-windows-latin-5 cswindows31latin5
            windows-1255 = windows-1255 cp1255 x-cp1255 cswindows1255
            windows-1256 = windows-1256 cp1256 x-cp1256 cswindows1256
            windows-1257 = windows-1257 cp1257 x-cp1257 cswindows1257
            windows-1258 = windows-1258 cp1258 x-cp1258 cswindows1258
            ISO-8859-2 = iso-8859-2 iso_8859-2 iso_8859-2:1987 iso-ir-101 csisolatin2 latin2 latin-2 l2
                cp912 cp28592
            ISO-8859-3 = iso-8859-3 iso_8859-3 iso_8859-3:1988 iso-ir-109 csisolatin3 latin3 l3 cp913
                cp28593
            ISO-8859-4 = iso-8859-4 iso_8859-4 iso_8859-4:1988 iso-ir-110 csisolatin4 latin4 l4 cp914
                cp28594
            ISO-8859-5 = iso-8859-5 iso_8859-5 iso_8859-5:1988 iso-ir-144 csisolatincyrillic cyrillic cp915
                cp28595
            ISO-8859-6 = iso-8859-6 iso_8859-6 iso_8859-6:1987 iso-8859-6-e iso-8859-6-i iso_8859-6-e
                iso_8859-6-i csiso88596e csiso88596i iso-ir-127 csisolatinarabic arabic asmo-708 ecma-114
                cp1089 cp28596
            ISO-8859-7 = iso-8859-7 iso_8859-7 iso_8859-7:1987 iso-ir-126 csisolatingreek greek greek8
                ecma-118 elot_928 sun_eu_greek cp813 cp28597
            ISO-8859-8 = iso-8859-8 iso_8859-8 iso_8859-8:1988 iso-8859-8-e iso-8859-8-i iso_8859-8-e
                iso_8859-8-i csiso88598e csiso88598i iso-ir-138 csisolatinhebrew hebrew visual logical cp916
                cp28598 cp38598
            ISO-8859-10 = iso-8859-10 iso_8859-10 iso_8859-10:1992 iso-ir-157 csisolatin6 latin6 l6
            ISO-8859-13 = iso-8859-13 iso_8859-13 csiso885913 latin7 l7 cp28603
            ISO-8859-14 = iso-8859-14 iso_8859-14 iso_8859-14:1998 iso-ir-199 csiso885914 latin8 l8
                iso-celtic
            ISO-8859-15 = iso-8859-15 iso_8859-15 csisolatin9 csiso885915 latin-9 latin9 l9 cp923 cp28605
            ISO-8859-16 = iso-8859-16 iso_8859-16 iso_8859-16:2001 iso-ir-226 csiso885916 latin10 l10
            KOI8-R = koi8-r koi8_r koi8 koi cskoi8r cp878 cp20866
            KOI8-U = koi8-u koi8-ru cskoi8u cp21866
            IBM866 = ibm866 cp866 866 csibm866
            x-MacRoman = macintosh mac x-mac-roman csmacintosh cp10000
            x-MacUkraine = x-mac-cyrillic x-mac-ukrainian cp10007 cp10017
            """;

    /**
     * Labels that senders write if they do not know the charset. The Encoding Standard reads them as windows-1252;
     * Hikyaku does so only if nothing else matches.
     */
    private static final String SAY_NOTHING = """
            us-ascii ascii us iso646-us iso_646.irv:1991 iso_646.irv:1983 iso-ir-6 iso-ir-2 irv
            ansi_x3.4-1968 ansi_x3.4-1986 ansi_x3.110-1983 ibm367 cp367 csascii cp20127 unknown-8bit
            csunknown8bit unknown x-unknown 8bit 7bit binary default none x-user-defined replacement
            """;

    private static final Map<String, List<String>> TABLE = table();
    private static final Map<String, String> BY_LABEL = byLabel();
    private static final List<String> NOTHING = Arrays.stream(
                    SAY_NOTHING.strip().split("\\s+"))
            .map(CharsetLabels::plain)
            .toList();

    private CharsetLabels() {}

    /** @return the charset; empty for an unknown label, and for a label without meaning */
    public static Optional<Charset> charset(String label) {
        String plain = plain(label);
        String name = BY_LABEL.get(plain);
        if (name != null) {
            return Optional.of(WebCharsets.named(name));
        }
        if (plain.isEmpty() || NOTHING.contains(plain)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Charset.forName(label.strip()));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** @return the charset of seven-bit Japanese with every known escape, for a damaged text */
    public static Charset iso2022() {
        return WebCharsets.named("ISO-2022-JP");
    }

    /** @return labels by the name of their charset, in the order of the documentation */
    static Map<String, List<String>> table() {
        Map<String, List<String>> table = new LinkedHashMap<>();
        for (String line : LABELS.strip().replaceAll("\\n +", " ").split("\n")) {
            String[] both = line.split(" = ");
            table.put(both[0], List.of(both[1].strip().split(" +")));
        }
        return table;
    }

    private static Map<String, String> byLabel() {
        Map<String, String> byLabel = new HashMap<>();
        TABLE.forEach((name, labels) -> labels.forEach(label -> byLabel.put(plain(label), name)));
        return byLabel;
    }

    private static String plain(String label) {
        return label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
