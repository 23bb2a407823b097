package addresses;

/** One target of an alias. */
public sealed interface Target {

    /** {@code |command}: a program, the target that Hikyaku runs. */
    record Pipe(Command command) implements Target {}

    /** Another alias, or an address. */
    record Forward(String address) implements Target {

        /** {@code \\name}: sendmail treats it as a mailbox and looks up no alias. */
        boolean pastAliases() {
            return address.startsWith("\\");
        }
    }

    /** {@code :include:/path}: further targets from a file. */
    record Include(String path) implements Target {}

    /** {@code /path}: mail appended to a file. */
    record MailFile(String path) implements Target {}

    /** {@code :fail: text} as in Exim, or {@code error:text}: mail is refused. */
    record Fail(String text) implements Target {}

    /** {@code /dev/null} or {@code :blackhole:}: mail is discarded. */
    record Discard() implements Target {}
}
