package ledger;

/** The kinds of data kept of a mail in S3, each with its own retention. */
public enum KeptContent {
    RAW,
    /** The MIME parts and their manifest. */
    PARTS
}
