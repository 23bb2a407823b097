package doctor;

import addresses.AliasesFile;
import addresses.Problem;
import addresses.VirtualTable;
import doctor.aws.AwsRefusal;
import doctor.aws.Calls;
import doctor.aws.NotAsked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Reads a set's aliases file and virtual table from the location in the settings. Results mention lines only by number.
 */
record AliasesReader(Calls calls, S3Client s3) {

    static final String S3 = "s3://";

    Optional<String> faultOfAliases(String source) {
        return fault(
                source,
                () -> source.startsWith(S3)
                        ? AliasesFile.read(s3, source).problems()
                        : AliasesFile.read(Path.of(source)).problems());
    }

    Optional<String> faultOfTable(String source) {
        return fault(
                source,
                () -> source.startsWith(S3)
                        ? VirtualTable.read(s3, source).problems()
                        : VirtualTable.read(Path.of(source)).problems());
    }

    private interface Reading {
        List<Problem> problems() throws IOException;
    }

    private Optional<String> fault(String source, Reading reading) {
        if (source.startsWith(S3)) {
            return exists(source.substring(S3.length()))
                    ? calls.sdk("s3:GetObject", () -> read(source, reading))
                    : Optional.of(source + " does not exist");
        }
        if (source.startsWith("classpath:") || !Files.exists(Path.of(source))) {
            throw NotAsked.onPurpose("the file is in the image, and not on this machine");
        }
        return read(source, reading);
    }

    /** Checked first, because a reader's message does not distinguish a missing permission from other errors. */
    private boolean exists(String object) {
        int slash = object.indexOf('/');
        try {
            calls.sdk(
                    "s3:GetObject",
                    () -> s3.headObject(
                            head -> head.bucket(object.substring(0, slash)).key(object.substring(slash + 1))));
            return true;
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
    }

    private static Optional<String> read(String source, Reading reading) {
        try {
            List<Problem> breaking =
                    reading.problems().stream().filter(Problem::breaking).toList();
            return breaking.isEmpty()
                    ? Optional.empty()
                    : Optional.of("%s cannot be used: %d problems, the first in line %d"
                            .formatted(source, breaking.size(), breaking.get(0).line()));
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }
}
