package settings;

/** Whether a mail is unpacked. */
public enum UnpackedParts {
    /** Text, attachments and a manifest, beside the raw mail. */
    ALL,
    /**
     * The set's program reads the raw mail, and no other program needs parts: the pipeline does not fetch the mail.
     */
    NONE
}
