package addresses;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/** Finds the source that a text names. */
record TableSources(S3Client s3) {

    /** @param name {@code s3://bucket/key}, {@code classpath:name}, or else a path */
    TableSource named(String name) {
        if (name.startsWith(S3Source.SCHEME)) {
            return S3Source.of(s3, name);
        }
        return name.startsWith(ClasspathSource.SCHEME)
                ? new ClasspathSource(name.substring(ClasspathSource.SCHEME.length()))
                : new FileSource(Path.of(name));
    }

    /**
     * @param name a file name or a relative path with folders separated by /
     * @return the name of the file in the same folder, or in a folder below it
     */
    static String beside(String name, String path) {
        if (path.startsWith("/") || List.of(path.split("/")).contains("..")) {
            throw new IllegalArgumentException(
                    "put it beside the aliases file, and write its name without parent folders");
        }
        return name.substring(0, name.lastIndexOf('/') + 1) + path;
    }
}
