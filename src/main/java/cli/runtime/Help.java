package cli.runtime;

/** Headings that all commands' help has. */
public final class Help {

    public static final String EXAMPLES = "%nExamples:%n";

    private Help() {}
}
