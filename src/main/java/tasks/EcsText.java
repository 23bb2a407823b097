package tasks;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes ECS' text fit for a timeline, a log and a message attribute: one line of printable characters, with a maximum
 * length.
 */
final class EcsText {

    /** Long enough for ECS' own sentences with ARNs; a timeline has up to a hundred notes. */
    static final int LONGEST = 500;

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+");

    private EcsText() {}

    /**
     * @param exits exit codes of the containers; null for a container without one
     * @param reasons reasons of the containers, then of the task; null for one without a reason
     */
    static String stopped(String stopCode, List<Integer> exits, List<String> reasons) {
        StringBuilder how = new StringBuilder("task stopped: ").append(stopCode == null ? "no stop code" : stopCode);
        exits.stream()
                .filter(Objects::nonNull)
                .forEach(exit -> how.append(", exit ").append(exit));
        String why = reasons.stream()
                .filter(reason -> reason != null && !reason.isBlank())
                .distinct()
                .collect(Collectors.joining("; "));
        return clean(why.isEmpty() ? how.toString() : how + ": " + why);
    }

    static String clean(String said) {
        String line = UNPRINTABLE.matcher(said).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
