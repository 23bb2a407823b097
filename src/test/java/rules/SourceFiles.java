package rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java files below some folders. Each violation is one sentence. */
record SourceFiles(List<Path> roots) {

    static final int MOST = 40;

    /** @return a sentence for each package with too many files */
    List<String> largePackages() throws IOException {
        Map<Path, Long> counts = new TreeMap<>();
        for (Path root : roots) {
            files(root).forEach(file -> counts.merge(file.getParent(), 1L, Long::sum));
        }
        return counts.entrySet().stream()
                .filter(folder -> folder.getValue() > MOST)
                .map(folder -> "%s has %d files, and a package has %d at most: give a part of it a package of its own"
                        .formatted(folder.getKey(), folder.getValue(), MOST))
                .toList();
    }

    /** @return a sentence for each class name that several files have */
    List<String> namesMetTwice() throws IOException {
        Map<String, List<Path>> byName = new TreeMap<>();
        for (Path root : roots) {
            files(root)
                    .forEach(file -> byName.computeIfAbsent(file.getFileName().toString(), none -> new ArrayList<>())
                            .add(file));
        }
        return byName.values().stream()
                .filter(files -> files.size() > 1)
                .map(files -> files.stream().map(Path::toString).sorted().collect(Collectors.joining(" and "))
                        + " have the same name: give each class a name of its own")
                .toList();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .toList();
        }
    }
}
