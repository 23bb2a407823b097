package cli.runtime;

import java.io.Console;
import picocli.CommandLine.Model.CommandSpec;

/** Whether the output is a terminal, and how wide the window is. */
public final class Terminal {

    private Terminal() {}

    /** From JDK 22 on, a console also exists for a pipe; this method tells a terminal from a pipe. */
    public static boolean isThere() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before JDK 22
        }
    }

    /** @return columns of the window, as picocli determines them for its help */
    public static int width(CommandSpec spec) {
        return spec.usageMessage().autoWidth(true).width();
    }
}
