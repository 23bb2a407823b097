package desk;

import addresses.Alias;
import addresses.AliasesFile;
import addresses.AliasesOfSet;
import addresses.Destination;
import addresses.Lookup;
import addresses.Problem;
import addresses.Target;
import addresses.VirtualTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
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
                "Exit code: 0 if every file can be used, also where mail to some aliases would be held; 1 if one cannot."
            },
            mixinStandardHelpOptions = true)
    static class Check implements Callable<Integer> {

        @Parameters(arity = "1..*", paramLabel = "FILE")
        List<Path> files;

        @Option(names = "--strict", description = "Exit code 1 for any problem.")
        boolean strict;

        @Override
        public Integer call() throws IOException {
            boolean good = true;
            for (Path file : files) {
                AliasesFile aliases = AliasesFile.read(file);
                for (Problem problem : aliases.problems()) {
                    System.out.printf(
                            "%s:%d: %s: %s (%s)%n",
                            file,
                            problem.line(),
                            problem.breaking() ? "error" : "warning",
                            problem.what(),
                            problem.remedy());
                    good &= !problem.breaking() && !strict;
                }
                System.out.printf(
                        "%s: %d aliases, %d problems%n",
                        file, aliases.aliases().size(), aliases.problems().size());
            }
            return good ? 0 : 1;
        }
    }

    @CommandLine.Command(
            name = "diff",
            description = {
                "Says which aliases appear, vanish, or lead elsewhere.",
                "Exit code: 0 if none does, 1 if one does, as diff(1)."
            },
            mixinStandardHelpOptions = true)
    static class Diff implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "OLD")
        Path before;

        @Parameters(index = "1", paramLabel = "NEW")
        Path after;

        @Override
        public Integer call() throws IOException {
            Map<String, String> old = targets(before);
            Map<String, String> young = targets(after);
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

        private static Map<String, String> targets(Path file) throws IOException {
            return AliasesFile.read(file).aliases().stream()
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
                "Exit code: 0 if there is a command and nothing in the way, 1 otherwise."
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
        public Integer call() throws IOException {
            if (address.indexOf('@') < 1) {
                throw new ParameterException(spec.commandLine(), "an address has an @");
            }
            if (file == null && virtual != null) {
                throw new ParameterException(spec.commandLine(), "--virtual goes with --in");
            }
            if (file == null) {
                return Hikyaku.start("desk", FindingAddress.class, Hikyaku.arguments(spec));
            }
            Set<String> domains = Set.of(normalised().substring(normalised().lastIndexOf('@') + 1));
            return tell(new AliasesOfSet("", domains, table(), AliasesFile.read(file)).find(normalised()));
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

        private VirtualTable table() throws IOException {
            return virtual == null ? VirtualTable.NONE : VirtualTable.read(virtual);
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
