package cli;

import addresses.AddressBook;
import addresses.AliasesOfSet;
import addresses.Destination;
import addresses.Lookup;
import cli.runtime.DeskCommand;
import cli.runtime.Help;
import cli.runtime.Launcher.Beans;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hikyaku aliases find} */
@Command(
        name = "find",
        description = {
            "Prints the commands into which mail to an address is piped, and the lines that lead to them. Explains any recipient that does not"
                    + " resolve to a command.",
            "Uses the sets of the settings, or with --in only one file.",
            "Exit code: 0 if there is a command and no problem, and every file can be used; 1 otherwise."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {
            "  hikyaku aliases find ne-001@shop.example",
            "  hikyaku aliases find ne-001@shop.example --in demo/aliases"
        })
class AliasesFindCommand extends DeskCommand {

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "An envelope recipient.")
    String address;

    @Option(names = "--in", paramLabel = "FILE", description = "The aliases file of its set.")
    Path file;

    @Option(names = "--virtual", paramLabel = "FILE", description = "With --in: its virtual table, if it has one.")
    Path virtual;

    @Override
    public Integer call() {
        require(address.indexOf('@') >= 1, "an address has an @");
        require(file != null || virtual == null, "--virtual goes with --in");
        return file == null ? super.call() : inFile();
    }

    private int inFile() {
        CheckedAliasesFile aliases = CheckedAliasesFile.aliases(file);
        CheckedAliasesFile table = virtual == null ? CheckedAliasesFile.NO_TABLE : CheckedAliasesFile.virtual(virtual);
        Set<String> domains = Set.of(normalised().substring(normalised().lastIndexOf('@') + 1));
        List<CheckedAliasesFile> both = List.of(aliases, table);
        both.forEach(checked -> checked.tell(System.out, false));
        if (!aliases.isRead() || !table.isRead()) {
            return 1;
        }
        int found = tell(new AliasesOfSet("", domains, table.table(), aliases.aliases()).find(normalised()));
        return both.stream().allMatch(checked -> checked.isGood(false)) ? found : 1;
    }

    @Override
    protected int run(Beans beans) {
        return tell(beans.get(AddressBook.class).look(normalised()));
    }

    private String normalised() {
        return address.toLowerCase(Locale.ROOT);
    }

    /** @return the exit code */
    private static int tell(Lookup lookup) {
        lookup.destinations().forEach(found -> System.out.println(shown(found)));
        lookup.obstacles().forEach(System.out::println);
        return lookup.destinations().isEmpty() || !lookup.obstacles().isEmpty() ? 1 : 0;
    }

    private static String shown(Destination found) {
        return "%s: |%s%s%n    %sby %s"
                .formatted(
                        found.recipient(),
                        found.command().line(),
                        found.command().needsShell() ? "   (needs pipe.shell)" : "",
                        found.set().isEmpty() ? "" : "set " + found.set() + ", tenant " + found.tenant() + ", ",
                        String.join(", then ", found.way()));
    }
}
