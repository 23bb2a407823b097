package mail.charset;

import java.nio.charset.Charset;

/** A character set that an escape sequence of ISO 2022 selects. Bytes are given without their upper bit. */
enum CodedSet {
    ASCII(1, null),
    /** JIS X 0201: ASCII, except for the yen sign and the overline. */
    ROMAN(1, null),
    KATAKANA(1, null),
    LATIN_1(1, "ISO-8859-1"),
    GREEK(1, "ISO-8859-7"),
    /** The set as Windows reads it, with the characters of NEC and IBM. */
    JIS_X_0208(2, "windows-31j"),
    JIS_X_0212(2, "x-eucJP-Open"),
    JIS_X_0213_1(2, null),
    JIS_X_0213_2(2, null),
    GB_2312(2, "GB18030"),
    KS_C_5601(2, "x-windows-949"),
    CNS_1(2, "x-EUC-TW"),
    CNS_2(2, "x-EUC-TW"),
    CNS_3(2, "x-EUC-TW"),
    CNS_4(2, "x-EUC-TW"),
    CNS_5(2, "x-EUC-TW"),
    CNS_6(2, "x-EUC-TW"),
    CNS_7(2, "x-EUC-TW");

    private static final int CELLS = 94;

    private final int size;
    private final Charset jdk;

    /** Filled on first use: empty for a code without a character. Two threads may compute the same value. */
    private final String[] known = new String[CELLS * CELLS];

    CodedSet(int size, String jdk) {
        this.size = size;
        this.jdk = jdk == null ? null : Charset.forName(jdk);
    }

    /** @return how many bytes a character has */
    int size() {
        return size;
    }

    /**
     * @param second any value in a single-byte set
     * @return the character; null if there is none
     */
    String character(int first, int second) {
        int cell = size == 1 ? 1 : second - ' ';
        int row = first - ' ';
        if (size == 1 && row == 0 && jdk != null) {
            return decoded(first | 0x80); // the upper half of ISO 8859 begins with a no-break space
        }
        if (row < 1 || row > CELLS || cell < 1 || cell > CELLS) {
            return null;
        }
        int place = (row - 1) * CELLS + cell - 1;
        if (known[place] == null) {
            String character = lookUp(row, cell);
            boolean none = character.indexOf('\uFFFD') >= 0 || this == GB_2312 && isPrivate(character);
            known[place] = none ? "" : character;
        }
        return known[place].isEmpty() ? null : known[place];
    }

    private String lookUp(int row, int cell) {
        return switch (this) {
            case ASCII -> String.valueOf((char) (row + 0x20));
            case ROMAN -> row == 0x3C ? "¥" : row == 0x5E ? "‾" : String.valueOf((char) (row + 0x20));
            case KATAKANA -> row < 0x40 ? String.valueOf((char) (0xFF60 + row)) : "\uFFFD";
            case LATIN_1, GREEK -> decoded(row + 0xA0);
            case JIS_X_0208 -> decoded(ShiftJis.lead(row), ShiftJis.trail(row, cell));
            case JIS_X_0212 -> decoded(0x8F, row + 0xA0, cell + 0xA0);
            case JIS_X_0213_1 -> JisX0213.character(1, row, cell);
            case JIS_X_0213_2 -> JisX0213.character(2, row, cell);
            case CNS_2, CNS_3, CNS_4, CNS_5, CNS_6, CNS_7 ->
                decoded(0x8E, 0xA1 + ordinal() - CNS_1.ordinal(), row + 0xA0, cell + 0xA0);
            default -> decoded(row + 0xA0, cell + 0xA0);
        };
    }

    /** GB 18030 assigns the codes that GB 2312 leaves to private use. */
    private static boolean isPrivate(String character) {
        return character.charAt(0) >= '\uE000' && character.charAt(0) <= '\uF8FF';
    }

    private String decoded(int... bytes) {
        byte[] sequence = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            sequence[i] = (byte) bytes[i];
        }
        return new String(sequence, jdk);
    }
}
