package doctor.aws;

/**
 * Patterns of policies: {@code *} for any text, {@code ?} for one character.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">wildcards</a>
 */
public final class Wildcard {

    private static final int PARTS_OF_AN_ARN = 6;

    private Wildcard() {}

    /** The time is proportional to pattern length times text length, for every pattern. */
    public static boolean matches(String pattern, String text) {
        int star = -1;
        int resumed = 0;
        int p = 0;
        int t = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resumed = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resumed;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }

    /** Each part of an ARN is matched separately: a wildcard does not cross any of the first five colons. */
    public static boolean matchesArn(String pattern, String arn) {
        String[] patterns = pattern.split(":", PARTS_OF_AN_ARN);
        String[] parts = arn.split(":", PARTS_OF_AN_ARN);
        if (patterns.length != parts.length) {
            return false;
        }
        for (int part = 0; part < parts.length; part++) {
            if (!matches(patterns[part], parts[part])) {
                return false;
            }
        }
        return true;
    }
}
