package settings;

/** The status that an exit code gives to a delivery. */
public enum ExitMeaning {
    DONE,
    RETRY,
    HELD,
    FAILED
}
