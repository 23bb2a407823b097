package addresses;

/**
 * The aliases of a set cannot be used, and there are no earlier ones. The message names set, file, line and problem.
 */
public final class UnusableAliases extends IllegalArgumentException {

    UnusableAliases(String set, String obstacle) {
        super("set " + set + ": " + obstacle + " (hikyaku aliases check says what to do)");
    }
}
