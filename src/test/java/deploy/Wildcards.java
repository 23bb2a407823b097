package deploy;

import java.util.stream.IntStream;

/** {@code *} and {@code ?} with IAM's meaning. */
final class Wildcards {

    /** arn:partition:service:region:account:resource */
    private static final int SEGMENTS = 6;

    private Wildcards() {}

    static boolean inText(String pattern, String text) {
        String regex = "(?s)\\Q" + pattern.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E";
        return text.matches(regex);
    }

    /** A wildcard does not cross any of the first five colons, except the bare {@code *}, which matches everything. */
    static boolean inArn(String pattern, String arn) {
        String[] patterns = pattern.split(":", SEGMENTS);
        String[] segments = arn.split(":", SEGMENTS);
        return pattern.equals("*")
                || patterns.length == SEGMENTS
                        && segments.length == SEGMENTS
                        && IntStream.range(0, SEGMENTS).allMatch(i -> inText(patterns[i], segments[i]));
    }
}
