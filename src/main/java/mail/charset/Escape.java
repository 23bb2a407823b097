package mail.charset;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * An escape sequence that selects a set (ISO 2022; RFC 1468, 1554, 1557, 1922, 2237; JIS X 0213, annex 2).
 *
 * @param place 0 to 3: G0 is active by default, G1 between SO and SI, G2 after ESC N, G3 after ESC O
 * @param length the length in bytes, without the ESC
 */
record Escape(int place, CodedSet set, int length) {

    static final int ESC = 0x1B;

    /** The length of the longest one, without the ESC. */
    private static final int LONGEST = 3;

    private static final Map<String, Escape> KNOWN = new HashMap<>();

    static {
        g0(CodedSet.ASCII, "(B");
        g0(CodedSet.ROMAN, "(J", "(H");
        g0(CodedSet.KATAKANA, "(I");
        g0(CodedSet.JIS_X_0208, "$@", "$B", "$(@", "$(B");
        g0(CodedSet.JIS_X_0212, "$(D");
        g0(CodedSet.JIS_X_0213_1, "$(O", "$(Q");
        g0(CodedSet.JIS_X_0213_2, "$(P");
        g0(CodedSet.GB_2312, "$A", "$(A", "$(E");
        g0(CodedSet.KS_C_5601, "$(C");
        g0(CodedSet.CNS_1, "$(G");
        g0(CodedSet.CNS_2, "$(H");
        put(1, CodedSet.KATAKANA, ")I");
        put(1, CodedSet.KS_C_5601, "$)C");
        put(1, CodedSet.GB_2312, "$)A", "$)E");
        put(1, CodedSet.CNS_1, "$)G");
        put(2, CodedSet.LATIN_1, ".A");
        put(2, CodedSet.GREEK, ".F");
        put(2, CodedSet.CNS_2, "$*H");
        put(3, CodedSet.CNS_3, "$+I");
        put(3, CodedSet.CNS_4, "$+J");
        put(3, CodedSet.CNS_5, "$+K");
        put(3, CodedSet.CNS_6, "$+L");
        put(3, CodedSet.CNS_7, "$+M");
    }

    private static void g0(CodedSet set, String... sequences) {
        put(0, set, sequences);
    }

    private static void put(int place, CodedSet set, String... sequences) {
        for (String sequence : sequences) {
            KNOWN.put(sequence, new Escape(place, set, sequence.length()));
        }
    }

    /** @return the escape whose letters follow an ESC at {@code at}, null if there is none */
    static Escape at(ByteBuffer in, int at) {
        StringBuilder letters = new StringBuilder(LONGEST);
        for (int i = at; i < in.limit() && letters.length() < LONGEST; i++) {
            letters.append((char) (in.get(i) & 0xFF));
            Escape escape = KNOWN.get(letters.toString());
            if (escape != null) {
                return escape;
            }
        }
        return null;
    }

    /** @return whether the text ends inside a possible escape */
    static boolean isCut(ByteBuffer in, int at) {
        boolean cut = in.limit() - at < LONGEST;
        for (int i = at; cut && i < in.limit(); i++) {
            cut = in.get(i) >= ' ' && in.get(i) <= '/';
        }
        return cut;
    }
}
