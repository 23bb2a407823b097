package cli;

import addresses.Alias;
import addresses.Target;
import cli.runtime.Help;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** {@code hikyaku aliases diff} */
@Command(
        name = "diff",
        description = {
            "Prints which aliases appear, disappear, or lead elsewhere.",
            "Exit code as in diff(1): 0 without a difference, 1 with one, 2 if a file cannot be used."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = "  hikyaku aliases diff aliases aliases.new")
class AliasesDiffCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OLD", description = "The aliases file in use.")
    Path before;

    @Parameters(index = "1", paramLabel = "NEW", description = "The file that will replace it.")
    Path after;

    @Override
    public Integer call() {
        List<CheckedAliasesFile> both =
                Stream.of(before, after).map(CheckedAliasesFile::aliases).toList();
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

    private static Map<String, String> targets(CheckedAliasesFile file) {
        return file.aliases().aliases().stream()
                .collect(Collectors.toMap(
                        alias -> alias.name().toLowerCase(Locale.ROOT),
                        AliasesDiffCommand::targets,
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static String targets(Alias alias) {
        return alias.targets().stream().map(AliasesDiffCommand::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Target target) {
        if (target instanceof Target.Pipe pipe) {
            return "|" + pipe.command().line();
        }
        return target instanceof Target.Forward forward ? forward.address() : target.toString();
    }
}
