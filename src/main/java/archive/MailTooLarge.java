package archive;

import replay.Intake;

/** A mail that SES would not have taken, and nobody downstream expects. */
public class MailTooLarge extends RuntimeException {

    public MailTooLarge() {
        super("larger than " + Intake.LARGEST + " bytes");
    }
}
