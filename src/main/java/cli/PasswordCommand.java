package cli;

import cli.runtime.Help;
import desk.access.PasswordVerifier;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code hikyaku password}: reads the password from the terminal, because other users can see a process' arguments. */
@CommandLine.Command(
        name = "password",
        description = {
            "Reads a password and prints its hash, for hikyaku.desk.users.NAME.password.",
            "Exit code: 0; 2 if no password was entered."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku password", "  hikyaku password < password-file"})
class PasswordCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        String password = read();
        if (password == null || password.isEmpty()) {
            System.err.println("no password");
            return CommandLine.ExitCode.USAGE;
        }
        System.out.println(PasswordVerifier.hash(password));
        return 0;
    }

    private static String read() throws IOException {
        Console console = System.console();
        if (console == null) {
            return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        }
        char[] typed = console.readPassword("Password: ");
        return typed == null ? null : new String(typed);
    }
}
