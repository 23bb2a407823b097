package cli.runtime;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports a wrong command line in one line, and where to find its help. */
public final class CommandLineErrors implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        command.getErr()
                .printf(
                        "%s%s (%s --help)%n",
                        message(wrong),
                        suggestions(wrong),
                        command.getCommandSpec().qualifiedName());
        command.getErr().flush();
        return ExitCode.USAGE;
    }

    /** Names the wrong argument. Picocli's own message has only its position. */
    private static String message(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched) || unmatched.isUnknownOption()) {
            return wrong.getMessage();
        }
        String word = unmatched.getUnmatched().get(0);
        return wrong.getCommandLine().getSubcommands().isEmpty()
                ? "'%s' is one argument too many".formatted(word)
                : "'%s' is not a command".formatted(word);
    }

    private static String suggestions(ParameterException wrong) {
        List<String> similar =
                wrong instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        return similar.isEmpty() ? "" : ". Did you mean: " + String.join(" or ", similar) + "?";
    }
}
