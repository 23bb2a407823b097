package addresses;

import java.util.ArrayList;
import java.util.List;

/**
 * A logical line of a table, as Postfix and sendmail read them.
 *
 * @param number of its first line in the file, from 1
 */
record Line(int number, String text) {

    /** A line that begins with a blank continues the one before; empty lines and comments do not count. */
    static List<Line> logical(List<String> physical) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < physical.size(); i++) {
            String text = physical.get(i);
            if (text.isBlank() || text.strip().startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(text.charAt(0)) && !lines.isEmpty()) {
                Line begun = lines.remove(lines.size() - 1);
                lines.add(new Line(begun.number(), begun.text() + " " + text.strip()));
            } else {
                lines.add(new Line(i + 1, text.strip()));
            }
        }
        return lines;
    }
}
