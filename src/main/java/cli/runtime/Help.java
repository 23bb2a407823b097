package cli.runtime;

/** Headings of every command's help. */
public final class Help {

    public static final String EXAMPLES = "%nExamples:%n";

    private Help() {}
}
