package tasks;

import java.util.regex.Pattern;

/** What ECS says, fit for a timeline, a log and a message attribute: one line of printable characters, of bounded length. */
final class EcsWords {

    /** Room for ECS' own sentences with the ARNs in them; a timeline has up to a hundred notes. */
    static final int LONGEST = 500;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    private EcsWords() {}

    static String clean(String said) {
        String line = UNPRINTABLE.matcher(said).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
