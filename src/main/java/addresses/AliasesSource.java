package addresses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The aliases of one set as they are in force: what its file said when it could last be used. */
final class AliasesSource {

    private final String set;
    private final Set<String> domains;
    private final Path file;
    private volatile AliasesOfSet inForce;
    private volatile String obstacle = "";
    private Map<Path, String> seen;

    /** @throws IllegalArgumentException if the file cannot be used: better no start than mail held for nothing */
    AliasesSource(String set, Set<String> domains, Path file) {
        this.set = set;
        this.domains = domains;
        this.file = file;
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
            String before = stamp(file);
            AliasesFile read = AliasesFile.read(file);
            Map<Path, String> after = stamps(read.files());
            seen = before.equals(after.get(file)) ? after : null; // written while it was read: once more next time
            obstacle = read.obstacle().map(problem -> file + " " + problem).orElse("");
            if (obstacle.isEmpty()) {
                inForce = new AliasesOfSet(set, domains, read);
            }
        } catch (IOException | UncheckedIOException e) {
            seen = null; // it may be back any moment
            obstacle = file + " cannot be read: " + e.getClass().getSimpleName();
        }
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
