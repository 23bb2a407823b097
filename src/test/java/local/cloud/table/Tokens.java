package local.cloud.table;

import static local.cloud.table.TableFault.invalid;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of one expression, read from left to right.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">grammar</a>
 */
final class Tokens {

    /** "The maximum length of any expression string is 4 KB." */
    private static final int LONGEST = 4096;

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<token>#\\w+|:\\w+|[A-Za-z_]\\w*|\\d+|<>|<=|>=|[=<>(),.\\[\\]+-])|(?<end>$))");

    private static final Set<String> KEYWORDS =
            Set.of("AND", "OR", "NOT", "IN", "BETWEEN", "SET", "REMOVE", "ADD", "DELETE");

    private final String kind;
    private final String expression;
    private final List<String> tokens = new ArrayList<>();
    private int next;

    /** @param kind the kind of expression, such as ConditionExpression */
    Tokens(String kind, String expression) {
        this.kind = kind;
        this.expression = expression;
        if (expression.isBlank()) {
            throw fault("The expression can not be empty;");
        }
        if (expression.length() > LONGEST) {
            throw fault(
                    "Expression size has exceeded the maximum allowed size; expression size: " + expression.length());
        }
        Matcher matcher = TOKEN.matcher(expression);
        int at = 0;
        while (matcher.find(at) && matcher.start() == at && matcher.group("token") != null) {
            tokens.add(matcher.group("token"));
            at = matcher.end();
        }
        if (!expression.substring(at).isBlank()) {
            String rest = expression.substring(at).strip();
            throw fault("Syntax error; token: \"%s\", near: \"%s\"".formatted(rest.charAt(0), rest));
        }
    }

    String kind() {
        return kind;
    }

    /** @return the next token, without taking it; empty at the end */
    String peek() {
        return peek(0);
    }

    String peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : "";
    }

    String take() {
        String token = peek();
        if (token.isEmpty()) {
            throw syntaxError();
        }
        next++;
        return token;
    }

    /** Takes the token if it is the next one, in upper or lower case. */
    boolean takeIf(String token) {
        boolean isNext = peek().equalsIgnoreCase(token);
        next += isNext ? 1 : 0;
        return isNext;
    }

    void expect(String token) {
        if (!takeIf(token)) {
            throw syntaxError();
        }
    }

    void expectEnd() {
        if (!peek().isEmpty()) {
            throw syntaxError();
        }
    }

    /** @return a position for {@link #backTo} */
    int mark() {
        return next;
    }

    void backTo(int mark) {
        next = mark;
    }

    boolean isFunction() {
        return isWord(peek()) && peek(1).equals("(") && !isKeyword(peek());
    }

    static boolean isWord(String token) {
        return !token.isEmpty() && (Character.isLetter(token.charAt(0)) || token.charAt(0) == '_');
    }

    static boolean isKeyword(String token) {
        return KEYWORDS.contains(token.toUpperCase(Locale.ROOT));
    }

    TableFault syntaxError() {
        String token = peek().isEmpty() ? "<EOF>" : peek();
        String near = String.join(" ", tokens.subList(Math.max(0, next - 1), Math.min(tokens.size(), next + 2)));
        return fault("Syntax error; token: \"%s\", near: \"%s\"".formatted(token, near));
    }

    TableFault fault(String message) {
        return invalid("Invalid %s: %s", kind, message);
    }

    @Override
    public String toString() {
        return expression;
    }
}
