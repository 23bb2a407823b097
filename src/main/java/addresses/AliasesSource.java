package addresses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The aliases of one set as they are in force: what its file said when it could last be used. */
final class AliasesSource {

    private final String set;
    private final Set<String> domains;
    private final Path file;
    private final Optional<Path> virtual;
    private volatile AliasesOfSet inForce;
    private volatile String obstacle = "";
    private Map<Path, String> seen;

    /** @throws IllegalArgumentException if the file cannot be used: better no start than mail held for nothing */
    AliasesSource(String set, Set<String> domains, Path file, Optional<Path> virtual) {
        this.set = set;
        this.domains = domains;
        this.file = file;
        this.virtual = virtual;
        refresh();
        if (inForce == null) {
            throw new IllegalArgumentException(obstacle);
        }
    }

    AliasesOfSet inForce() {
        return inForce;
    }

    /** @return why what is in force is not what the file says now; empty if it is */
    Optional<String> obstacle() {
        return Optional.of(obstacle).filter(text -> !text.isEmpty());
    }

    /** Reads the file if it, or one that it includes, has changed. Who looks an address up meanwhile gets the old or the new aliases, whole. */
    synchronized void refresh() {
        if (seen != null && seen.equals(stamps(seen.keySet()))) {
            return;
        }
        try {
            Map<Path, String> before = stamps(tables(Set.of(file)));
            AliasesFile read = AliasesFile.read(file);
            VirtualTable table = virtual.isPresent() ? VirtualTable.read(virtual.get()) : VirtualTable.NONE;
            Map<Path, String> after = stamps(tables(read.files()));
            boolean still = after.entrySet().containsAll(before.entrySet());
            seen = still ? after : null; // written while it was read: once more next time
            obstacle = obstacle(read, table);
            if (obstacle.isEmpty()) {
                inForce = new AliasesOfSet(set, domains, table, read);
            }
        } catch (IOException | UncheckedIOException e) {
            seen = null; // it may be back any moment
            obstacle = file + " cannot be read: " + e.getClass().getSimpleName();
        }
    }

    private Set<Path> tables(Set<Path> aliases) {
        return Stream.concat(aliases.stream(), virtual.stream()).collect(Collectors.toSet());
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

    private static String told(Path file, Problem problem) {
        return file + " line " + problem.line() + ": " + problem.what();
    }

    private static Map<Path, String> stamps(Set<Path> files) {
        return files.stream().collect(Collectors.toMap(path -> path, AliasesSource::stamp));
    }

    private static String stamp(Path path) {
        try {
            return Files.getLastModifiedTime(path) + "/" + Files.size(path);
        } catch (IOException e) {
            return "missing";
        }
    }
}
