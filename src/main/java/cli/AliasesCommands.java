package cli;

import addresses.Alias;
import addresses.AliasesOfSet;
import addresses.Destination;
import addresses.Lookup;
import addresses.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What there is to ask of aliases files before they are in force. Reads files only, and changes nothing. */
@CommandLine.Command(
        name = "aliases",
        description = "Checks and compares aliases files, and says where an address leads.",
        mixinStandardHelpOptions = true,
        subcommands = {AliasesCommands.Check.class, AliasesCommands.Diff.class, AliasesCommands.Find.class})
class AliasesCommands {

    @CommandLine.Command(
            name = "check",
            description = {
                "Names every problem with its line and what to do about it.",
                "Exit code: 0 if every file can be used, also where mail to some aliases would be held; 1 if one cannot,"
                        + " or is not there."
            },
            mixinStandardHelpOptions = true)
    static class Check implements Callable<Integer> {

        @Parameters(arity = "0..*", paramLabel = "FILE", description = "Aliases files; those that they include too.")
        List<Path> files = List.of();

        @Option(names = "--virtual", paramLabel = "FILE", description = "A virtual table. May be given several times.")
        List<Path> tables = List.of();

        @Option(names = "--strict", description = "Exit code 1 for any problem.")
        boolean strict;

        @CommandLine.Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            if (files.isEmpty() && tables.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "name a file, or --virtual FILE");
            }
            List<CheckedFile> all = Stream.concat(
                            files.stream().map(CheckedFile::aliases),
                            tables.stream().map(CheckedFile::virtual))
                    .toList();
            all.forEach(file -> file.tell(System.out, true));
            return all.stream().allMatch(file -> file.isGood(strict)) ? 0 : 1;
        }
    }

    @CommandLine.Command(
            name = "diff",
            description = {
                "Says which aliases appear, vanish, or lead elsewhere.",
                "Exit code as of diff(1): 0 if none does, 1 if one does, 2 if a file cannot be used."
            },
            mixinStandardHelpOptions = true)
    static class Diff implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "OLD")
        Path before;

        @Parameters(index = "1", paramLabel = "NEW")
        Path after;

        @Override
        public Integer call() {
            List<CheckedFile> both =
                    Stream.of(before, after).map(CheckedFile::aliases).toList();
            both.forEach(file -> file.tell(System.err, false));
            if (!both.stream().allMatch(file -> file.isGood(false))) {
                return ExitCode.USAGE;
            }
            Map<String, String> old = targets(both.get(0));
            Map<String, String> young = targets(both.get(1));
            List<String> changes = new ArrayList<>();
            old.forEach((name, targets) -> {
                if (!young.containsKey(name)) {
                    changes.add("- " + name + ": " + targets);
                } else if (!young.get(name).equals(targets)) {
                    changes.add("! " + name + ": " + targets + " -> " + young.get(name));
                }
            });
            young.forEach((name, targets) -> {
                if (!old.containsKey(name)) {
                    changes.add("+ " + name + ": " + targets);
                }
            });
            changes.forEach(System.out::println);
            return changes.isEmpty() ? 0 : 1;
        }

        private static Map<String, String> targets(CheckedFile file) {
            return file.aliases().aliases().stream()
                    .collect(Collectors.toMap(
                            alias -> alias.name().toLowerCase(Locale.ROOT), Diff::targets, (a, b) -> a, TreeMap::new));
        }

        private static String targets(Alias alias) {
            return alias.targets().stream().map(Diff::shown).collect(Collectors.joining(", "));
        }

        private static String shown(Target target) {
            if (target instanceof Target.Pipe pipe) {
                return "|" + pipe.command().line();
            }
            return target instanceof Target.Forward forward ? forward.address() : target.toString();
        }
    }

    @CommandLine.Command(
            name = "find",
            description = {
                "Says which commands mail to an address is piped into, by which lines, and why it is not where it is not.",
                "Asks the sets of the settings, or with --in a file alone.",
                "Exit code: 0 if there is a command, nothing in the way, and every file can be used; 1 otherwise."
            },
            mixinStandardHelpOptions = true)
    static class Find implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "ADDRESS")
        String address;

        @Option(names = "--in", paramLabel = "FILE", description = "The aliases file of its set.")
        Path file;

        @Option(names = "--virtual", paramLabel = "FILE", description = "With --in: its virtual table, if it has one.")
        Path virtual;

        @CommandLine.Spec
        CommandSpec spec;

        @Override
        public Integer call() {
            if (address.indexOf('@') < 1) {
                throw new ParameterException(spec.commandLine(), "an address has an @");
            }
            if (file == null && virtual != null) {
                throw new ParameterException(spec.commandLine(), "--virtual goes with --in");
            }
            if (file == null) {
                return Hikyaku.start("desk", FindingAddress.class, Hikyaku.arguments(spec));
            }
            CheckedFile aliases = CheckedFile.aliases(file);
            CheckedFile table = virtual == null ? CheckedFile.NO_TABLE : CheckedFile.virtual(virtual);
            Set<String> domains = Set.of(normalised().substring(normalised().lastIndexOf('@') + 1));
            List<CheckedFile> both = List.of(aliases, table);
            both.forEach(checked -> checked.tell(System.out, false));
            if (!aliases.isRead() || !table.isRead()) {
                return 1;
            }
            int found = tell(new AliasesOfSet("", domains, table.table(), aliases.aliases()).find(normalised()));
            return both.stream().allMatch(checked -> checked.isGood(false)) ? found : 1;
        }

        String normalised() {
            return address.toLowerCase(Locale.ROOT);
        }

        /** @return the exit code */
        static int tell(Lookup lookup) {
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
}
