package addresses;

/** One of the places that an alias sends mail to. */
public sealed interface Target {

    /** {@code |command}: what Hikyaku is made for. */
    record Pipe(Command command) implements Target {}

    /** Another alias, or an address. */
    record Forward(String address) implements Target {

        /** {@code \\name}: sendmail takes it for a mailbox and looks for no alias. */
        boolean pastAliases() {
            return address.startsWith("\\");
        }
    }

    /** {@code :include:/path}: more targets, in a file of their own. */
    record Include(String path) implements Target {}

    /** {@code /path}: mail appended to a file. */
    record MailFile(String path) implements Target {}

    /** {@code :fail: text}, as Exim has it, or {@code error:text}: mail is refused. */
    record Fail(String text) implements Target {}

    /** {@code /dev/null} or {@code :blackhole:}: mail is thrown away. */
    record Discard() implements Target {}
}
