package ledger;

/** What is kept of a mail in S3, and may be kept for different times. */
public enum KeptContent {
    RAW,
    /** The parts and their manifest. */
    PARTS
}
