package addresses;

import java.util.ArrayList;
import java.util.List;

/**
 * The program behind an alias and its arguments, run without a shell.
 *
 * @param words program first, at least one
 */
public record Command(List<String> words) {

    public Command {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /**
     * Splits a command line at blanks. Single and double quotes keep blanks together, a backslash takes the next
     * character as it is, except inside single quotes.
     *
     * @throws IllegalArgumentException if there is no program, or a quote is not closed
     */
    static Command parse(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
            } else if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is not closed");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return new Command(words);
    }
}
