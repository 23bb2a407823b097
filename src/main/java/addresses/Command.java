package addresses;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The program behind an alias and its arguments.
 *
 * @param line the command line as written in the aliases file, without the pipe sign and its quotes
 * @param words program first, at least one, as {@code sh} would split them
 * @param needsShell whether the line contains more than a program and words: pipes, redirections, variables, patterns,
 *     exec
 */
public record Command(String line, List<String> words, boolean needsShell) {

    private static final String SHELL_SIGNS = "|&;<>()*?[\n";
    private static final String SHELL_SIGNS_IN_QUOTES = "$`";
    private static final Set<String> BUILT_IN = Set.of(".", "cd", "eval", "exec", "export", "set", "ulimit", "umask");

    public Command {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
    }

    /**
     * Splits a command line at spaces. Single and double quotes keep spaces; a backslash escapes the next character,
     * except inside single quotes.
     *
     * @throws IllegalArgumentException if there is no program, or a quote is not closed
     * @see <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_02">POSIX shell quoting</a>
     */
    static Command parse(String line) {
        List<String> words = new ArrayList<>();
        boolean needsShell = false;
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote == 0 && TableLine.isBlank(c) && c != '\n') {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
                continue;
            }
            needsShell |= isForShell(c, quote, word == null, words.isEmpty());
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
        return new Command(line, words, needsShell || !words.isEmpty() && BUILT_IN.contains(words.get(0)));
    }

    private static boolean isForShell(char c, char quote, boolean beginsWord, boolean isProgram) {
        if (quote == '\'') {
            return false;
        }
        if (SHELL_SIGNS_IN_QUOTES.indexOf(c) >= 0) {
            return true;
        }
        return quote == 0
                && (SHELL_SIGNS.indexOf(c) >= 0 || beginsWord && (c == '~' || c == '#') || isProgram && c == '=');
    }
}
