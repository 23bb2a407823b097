package settings;

/** What an exit code makes of a delivery. */
public enum ExitMeaning {
    DONE,
    RETRY,
    HELD,
    FAILED
}
