package mail.charset;

import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The charsets that the JDK lacks, or decodes differently from the Encoding Standard (encoding.spec.whatwg.org), which
 * documents what Windows and browsers do. A listed name has its own definition; every other name has the JDK's
 * definition.
 */
final class WebCharsets {

    /** index-big5.txt, where the JDK's table differs. */
    private static final String BIG5 = """
            8862=\u00CA\u0304 8864=\u00CA\u030C 88A3=\u00EA\u0304 88A5=\u00EA\u030C
            8E69=箸 8E6F=簆 8E7E=糎 8EAB=緒 8EB4=縝 8ECD=者 8ED0=耨 8F57=菁 8F69=蒨 8F6E=萏 8FCB=覦 8FCC=覩 8FFE=起 906D=都
            907A=銹 90DC=靜 90F1=響 91BF=鼖 9244=蔃 92AF=兙 92B0=兛 92B1=兝 92B2=兞 92C8=鍮 92D1=瑹 9447=浧 94CA=禛 95D9=邗
            9644=靝 96ED=瀞 96FC=嬨 9B76=爁 9B78=矗 9B7B=纇 9BC6=駖 9BDE=釔 9BEC=惞 9BF6=澶 9C42=輶 9C53=侻 9C62=營 9C68=鄄
            9C6B=鷰 9C77=菏 9CBC=尐 9CBD=秣 9CD0=婧 9D57=輋 9D5A=筑 9DC4=拐 9EA9=恢 9EEF=痹 9EFD=汊 9F60=鬮 9F66=鼗 9FCB=僭
            9FD8=弌 A063=蠏 A077=拎 A0D5=瑨 A0DF=煢 A0E4=牐 C6CF=廴 C6D3=无 C6D5=癶 C6D7=隶 C6DE=〃 C6DF=仝 FA5F=倩 FA66=偽
            FABD=包 FAC5=卄 FAD5=卿 FB48=嘅 FBB8=婷 FBF3=幵 FBF9=廐 FC4F=彘 FC6C=悤 FCB9=撐 FCE2=晴 FCF1=杞 FDB7=沜 FDB8=渝
            FDBB=港 FDF1=煮 FE52=猪 FE6F=瑜 FEAA=瓩 FEDD=砉
            A3C0=␀ A3C1=␁ A3C2=␂ A3C3=␃ A3C4=␄ A3C5=␅ A3C6=␆ A3C7=␇ A3C8=␈ A3C9=␉ A3CA=␊ A3CB=␋ A3CC=␌ A3CD=␍
            A3CE=␎ A3CF=␏ A3D0=␐ A3D1=␑ A3D2=␒ A3D3=␓ A3D4=␔ A3D5=␕ A3D6=␖ A3D7=␗ A3D8=␘ A3D9=␙ A3DA=␚ A3DB=␛
            A3DC=␜ A3DD=␝ A3DE=␞ A3DF=␟ A3E0=␡
            """;

    /** index-jis0208.txt: the marks that Windows maps differently from the JIS tables. */
    private static final String EUC_JP = "A1BD=― A1C1=～ A1C2=∥ A1DD=－ A1F1=￠ A1F2=￡ A2CC=￢ FCFB=￢ FCFC=￤";

    private static final String LATIN_6 = "\u00A0ĄĒĢĪĨĶ§ĻĐŠŦŽ\u00ADŪŊ°ąēģīĩķ·ļđšŧž―ūŋĀÁÂÃÄÅÆĮČÉĘËĖÍÎÏ"
            + "ÐŅŌÓÔÕÖŨØŲÚÛÜÝÞßāáâãäåæįčéęëėíîïðņōóôõöũøųúûüýþĸ";

    private static final String LATIN_8 = "\u00A0Ḃḃ£ĊċḊ§Ẁ©ẂḋỲ\u00AD®ŸḞḟĠġṀṁ¶ṖẁṗẃṠỳẄẅṡÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ"
            + "ŴÑÒÓÔÕÖṪØÙÚÛÜÝŶßàáâãäåæçèéêëìíîïŵñòóôõöṫøùúûüýŷÿ";

    private static final Map<String, Supplier<Charset>> OWN = Map.ofEntries(
            Map.entry("UTF-7", Utf7Charset::new),
            Map.entry("HZ-GB-2312", HzCharset::new),
            Map.entry("ISO-2022-JP", () -> new Iso2022Charset("ISO-2022-JP", CodedSet.KATAKANA)),
            Map.entry("ISO-2022-JP-1", () -> new Iso2022Charset("ISO-2022-JP-1", CodedSet.KATAKANA)),
            Map.entry("ISO-2022-JP-2", () -> new Iso2022Charset("ISO-2022-JP-2", CodedSet.KATAKANA)),
            Map.entry("ISO-2022-JP-3", () -> new Iso2022Charset("ISO-2022-JP-3", CodedSet.KATAKANA)),
            Map.entry("ISO-2022-JP-2004", () -> new Iso2022Charset("ISO-2022-JP-2004", CodedSet.KATAKANA)),
            Map.entry("ISO-2022-KR", () -> new Iso2022Charset("ISO-2022-KR", CodedSet.KS_C_5601)),
            Map.entry("ISO-2022-CN", () -> new Iso2022Charset("ISO-2022-CN", CodedSet.GB_2312)),
            Map.entry("EUC-JIS-2004", () -> euc("EUC-JIS-2004", JisX0213::euc, "")),
            Map.entry("EUC-JP", () -> euc("EUC-JP", MultiByteCharset.jdk("x-eucJP-Open"), EUC_JP)),
            Map.entry("Big5", () -> twoBytes("Big5", "x-MS950-HKSCS", BIG5)),
            Map.entry(
                    "GB18030",
                    () -> new MultiByteCharset(
                            "GB18030", MultiByteCharset.GB18030, MultiByteCharset.jdk("GB18030"), "80=€ A3A0=\u3000")),
            Map.entry("ISO-8859-10", () -> SingleByteCharset.iso("ISO-8859-10", LATIN_6)),
            Map.entry("ISO-8859-14", () -> SingleByteCharset.iso("ISO-8859-14", LATIN_8)),
            Map.entry("KOI8-U", () -> SingleByteCharset.web("KOI8-U", "\u00AEў\u00BEЎ")),
            Map.entry("x-MacUkraine", () -> SingleByteCharset.web("x-MacUkraine", "\u00FF€")),
            Map.entry("x-windows-874", () -> SingleByteCharset.web("x-windows-874", "")),
            Map.entry("windows-1250", () -> SingleByteCharset.web("windows-1250", "")),
            Map.entry("windows-1251", () -> SingleByteCharset.web("windows-1251", "")),
            Map.entry("windows-1253", () -> SingleByteCharset.web("windows-1253", "")),
            Map.entry("windows-1254", () -> SingleByteCharset.web("windows-1254", "")),
            Map.entry("windows-1255", () -> SingleByteCharset.web("windows-1255", "\u00CA\u05BA")),
            Map.entry("windows-1257", () -> SingleByteCharset.web("windows-1257", "")),
            Map.entry("windows-1258", () -> SingleByteCharset.web("windows-1258", "")));

    private static final Map<String, Charset> USED = new ConcurrentHashMap<>();

    private WebCharsets() {}

    /** @param name the name of a line of {@link CharsetLabels} */
    static Charset named(String name) {
        Charset used = USED.get(name);
        if (used == null) {
            used = OWN.containsKey(name) ? OWN.get(name).get() : Charset.forName(name);
            USED.put(name, used);
        }
        return used;
    }

    private static Charset euc(String name, MultiByteCharset.Characters characters, String otherwise) {
        return new MultiByteCharset(name, MultiByteCharset.EUC, characters, otherwise);
    }

    private static Charset twoBytes(String name, String jdk, String otherwise) {
        return new MultiByteCharset(name, MultiByteCharset.TWO, MultiByteCharset.jdk(jdk), otherwise);
    }
}
