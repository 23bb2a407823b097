package mail.charset;

/** Converts a row and a cell of JIS X 0208, or of the first plane of JIS X 0213, to two bytes (JIS X 0208, annex 1). */
final class ShiftJis {

    private ShiftJis() {}

    static int lead(int row) {
        return (row < 63 ? row + 0x101 : row + 0x181) / 2;
    }

    static int trail(int row, int cell) {
        return row % 2 == 0 ? cell + 0x9E : cell + (cell < 64 ? 0x3F : 0x40);
    }
}
