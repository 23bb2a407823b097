package cli.runtime;

import java.io.Console;
import picocli.CommandLine.Model.CommandSpec;

/** Whether a person reads the output, and how wide the window is. */
public final class Terminal {

    private Terminal() {}

    /** From JDK 22 on there is a console also for a pipe, and it says so itself. */
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

    /** @return columns of the window, as picocli finds them for its help */
    public static int width(CommandSpec spec) {
        return spec.usageMessage().autoWidth(true).width();
    }
}
