package mail.charset;

import java.nio.charset.Charset;

/**
 * The characters of JIS X 0213:2004. The JDK has them only as Shift_JIS-2004; the standard's annexes define the two
 * bytes of a row and cell.
 */
final class JisX0213 {

    static final Charset SHIFT_JIS_2004 = Charset.forName("x-SJIS_0213");

    private static final String NONE = "\uFFFD";

    private JisX0213() {}

    /**
     * @param row the row, from 1 to 94, like the cell
     * @return the character as text, which contains U+FFFD if there is none
     */
    static String character(int plane, int row, int cell) {
        if (row < 1 || row > 94 || cell < 1 || cell > 94) {
            return NONE;
        }
        int lead = plane == 1 ? ShiftJis.lead(row) : leadOfPlane2(row);
        if (lead == 0) {
            return NONE;
        }
        return new String(new byte[] {(byte) lead, (byte) ShiftJis.trail(row, cell)}, SHIFT_JIS_2004);
    }

    private static int leadOfPlane2(int row) {
        if (row >= 78) {
            return (row + 0x19B) / 2;
        }
        boolean used = row == 1 || row >= 3 && row <= 5 || row == 8 || row >= 12 && row <= 15;
        return used ? (row + 0x1DF) / 2 - row / 8 * 3 : 0;
    }

    /** EUC-JIS-2004: both planes with their upper bits set, half-width katakana after 0x8E. */
    static String euc(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        if (bytes.length == 1) {
            return NONE;
        }
        if (first == 0x8E) {
            int kana = bytes[1] & 0xFF;
            return kana >= 0xA1 && kana <= 0xDF ? String.valueOf((char) (0xFF61 + kana - 0xA1)) : NONE;
        }
        int at = bytes.length - 2;
        return character(bytes.length - 1, (bytes[at] & 0xFF) - 0xA0, (bytes[at + 1] & 0xFF) - 0xA0);
    }
}
