package mail;

import java.nio.file.Path;
import java.util.List;

/**
 * A mail in pieces.
 *
 * @param manifest what they are
 * @param files the decoded parts, in the manifest's order, named as there
 */
public record Unpacked(Manifest manifest, List<Path> files) {

    public Unpacked {
        files = List.copyOf(files);
    }
}
