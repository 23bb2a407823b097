package addresses;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a table in the format of Postfix and sendmail.
 *
 * @param number the number of the first line in the file, from 1
 * @param text the line's text; begins with a space if there was no line to continue
 */
record TableLine(int number, String text) {

    /**
     * A line that begins with a space continues the previous line. Empty lines and comments are ignored, whatever bytes
     * they contain.
     */
    static List<TableLine> logical(List<String> physical) {
        List<TableLine> lines = new ArrayList<>();
        for (TableLine line : single(physical)) {
            boolean continues = isBlank(line.text().charAt(0)) && !lines.isEmpty();
            lines.add(continues ? lines.remove(lines.size() - 1).with(line.text()) : line);
        }
        return lines;
    }

    /** In an aliases file, a backslash at the end of a line also continues it, as in sendmail. */
    static List<TableLine> ofAliases(List<String> physical) {
        List<String> joined = new ArrayList<>(physical);
        for (int i = joined.size() - 2; i >= 0; i--) {
            String text = joined.get(i);
            if (text.endsWith("\\") && !isComment(text)) {
                joined.set(i, text.substring(0, text.length() - 1) + joined.get(i + 1));
                joined.set(i + 1, "");
            }
        }
        return logical(joined);
    }

    /** Reads an included list, in which no line continues another. */
    static List<TableLine> single(List<String> physical) {
        List<TableLine> lines = new ArrayList<>();
        for (int i = 0; i < physical.size(); i++) {
            String text = physical.get(i);
            if (!text.trim().isEmpty() && !isComment(text)) {
                lines.add(new TableLine(i + 1, text));
            }
        }
        return lines;
    }

    /** Whitespace as mail servers define it: other kinds, such as full-width spaces, are part of a word. */
    static boolean isBlank(char c) {
        return c <= ' ';
    }

    boolean continuesNothing() {
        return isBlank(text.charAt(0));
    }

    /** Bytes that are not UTF-8 were read as U+FFFD. */
    boolean isNoText() {
        return text.indexOf('\uFFFD') >= 0;
    }

    private TableLine with(String more) {
        return new TableLine(number, text + more);
    }

    private static boolean isComment(String text) {
        return text.trim().startsWith("#");
    }
}
