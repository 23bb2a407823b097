package addresses;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The aliases of one set in use: the last usable content of their source. */
final class AliasesSource {

    private final String set;
    private final Set<String> domains;
    private final TableSource file;
    private final Optional<TableSource> virtual;
    private volatile AliasesOfSet inForce;
    private volatile String obstacle = "";
    private Map<TableSource, String> seen;

    /**
     * @throws UnusableAliases if the source cannot be used; the process then does not start, so that no mail is held by
     * mistake
     */
    AliasesSource(String set, Set<String> domains, TableSource file, Optional<TableSource> virtual) {
        this.set = set;
        this.domains = domains;
        this.file = file;
        this.virtual = virtual;
        refresh();
        if (inForce == null) {
            throw new UnusableAliases(set, obstacle);
        }
    }

    AliasesOfSet inForce() {
        return inForce;
    }

    /** @return why the aliases in use differ from the source; empty if they do not */
    Optional<String> obstacle() {
        return Optional.of(obstacle).filter(text -> !text.isEmpty());
    }

    /**
     * Reads the source again if it, or an included source, has changed. A concurrent lookup sees either all old or all
     * new aliases.
     */
    synchronized void refresh() {
        try {
            if (seen != null && seen.equals(stamps())) {
                return;
            }
            AliasesFile read = AliasesFile.read(file);
            VirtualTable table = virtual.isPresent() ? VirtualTable.read(virtual.get()) : VirtualTable.NONE;
            seen = new HashMap<>(read.versions());
            seen.putAll(table.versions());
            obstacle = obstacle(read, table);
            if (obstacle.isEmpty()) {
                inForce = new AliasesOfSet(set, domains, table, read);
            }
        } catch (UnreadableTable e) {
            seen = null; // it may be available again at any moment
            obstacle = e.getMessage();
        }
    }

    private Map<TableSource, String> stamps() throws UnreadableTable {
        Map<TableSource, String> stamps = new HashMap<>();
        for (TableSource source : seen.keySet()) {
            stamps.put(source, source.stamp());
        }
        return stamps;
    }

    private String obstacle(AliasesFile aliases, VirtualTable table) {
        return Stream.concat(
                        aliases.problems().stream().filter(Problem::breaking).map(problem -> told(file, problem)),
                        table.problems().stream()
                                .filter(Problem::breaking)
                                .map(problem -> told(virtual.get(), problem)))
                .findFirst()
                .orElse("");
    }

    private static String told(TableSource source, Problem problem) {
        return source + " line " + problem.line() + ": " + problem.what();
    }
}
