package cli;

import cli.runtime.Help;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hikyaku aliases check} */
@Command(
        name = "check",
        description = {
            "Prints every problem with its line and remedy.",
            "Exit code: 0 if every file can be used, even if mail to some aliases would be held; 1 if a file "
                    + "cannot be used, or is missing."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku aliases check demo/aliases", "  hikyaku aliases check aliases --virtual virtual --strict"})
class AliasesCheckCommand implements Callable<Integer> {

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Aliases files; included files are checked too.")
    List<Path> files = List.of();

    @Option(names = "--virtual", paramLabel = "FILE", description = "A virtual table. May be given several times.")
    List<Path> tables = List.of();

    @Option(names = "--strict", description = "Exit code 1 for any problem.")
    boolean strict;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        if (files.isEmpty() && tables.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "name a file, or --virtual FILE");
        }
        List<CheckedAliasesFile> all = Stream.concat(
                        files.stream().map(CheckedAliasesFile::aliases),
                        tables.stream().map(CheckedAliasesFile::virtual))
                .toList();
        all.forEach(file -> file.tell(System.out, true));
        return all.stream().allMatch(file -> file.isGood(strict)) ? 0 : 1;
    }
}
