package cli;

import addresses.AliasesFile;
import addresses.Problem;
import addresses.VirtualTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * An aliases file or a virtual table, with its problems.
 *
 * @param aliases null for a table, or if the file cannot be read
 * @param table null for aliases, or if the file cannot be read
 * @param summary the number of entries, or why the file cannot be read
 */
record CheckedAliasesFile(Path path, AliasesFile aliases, VirtualTable table, List<Problem> problems, String summary) {

    /** Used for a set without such a file. */
    static final CheckedAliasesFile NO_TABLE = new CheckedAliasesFile(null, null, VirtualTable.NONE, List.of(), "");

    static CheckedAliasesFile aliases(Path path) {
        try {
            AliasesFile read = AliasesFile.read(path);
            return new CheckedAliasesFile(
                    path, read, null, read.problems(), read.aliases().size() + " aliases");
        } catch (IOException e) {
            return unreadable(path, e);
        }
    }

    static CheckedAliasesFile virtual(Path path) {
        try {
            VirtualTable read = VirtualTable.read(path);
            return new CheckedAliasesFile(path, null, read, read.problems(), read.size() + " addresses");
        } catch (IOException e) {
            return unreadable(path, e);
        }
    }

    private static CheckedAliasesFile unreadable(Path path, IOException e) {
        return new CheckedAliasesFile(path, null, null, List.of(), e.getMessage());
    }

    boolean isRead() {
        return aliases != null || table != null;
    }

    /** @param strict whether minor problems count too */
    boolean isGood(boolean strict) {
        return isRead() && problems.stream().noneMatch(problem -> strict || problem.breaking());
    }

    /**
     * @param all whether to print minor problems and the summary too; otherwise only problems that make the file
     * unusable
     */
    void tell(PrintStream out, boolean all) {
        problems.stream()
                .filter(problem -> all || problem.breaking())
                .forEach(problem -> out.printf(
                        "%s:%d: %s: %s (%s)%n",
                        path,
                        problem.line(),
                        problem.breaking() ? "error" : "warning",
                        problem.what(),
                        problem.remedy()));
        if (!isRead()) {
            out.println(summary);
        } else if (all) {
            out.printf("%s: %s, %d problems%n", path, summary, problems.size());
        } else if (!isGood(false)) {
            out.printf("%s cannot be used: a pipeline keeps using the version that it read before%n", path);
        }
    }
}
