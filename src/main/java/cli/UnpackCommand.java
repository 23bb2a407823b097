package cli;

import archive.MailFolder;
import archive.Spool;
import cli.runtime.Help;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import json.Json;
import mail.mime.Manifest;
import mail.mime.UnpackLimits;
import mail.mime.Unpacker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hikyaku unpack}: unpacks files as the pipeline unpacks mails in S3. */
@Command(
        name = "unpack",
        description = {
            "Unpacks mails from files: writes a folder for each, with parts/ and manifest.json.",
            "Exit code: 0, even for mails beyond a limit (the manifest names it); 1 if a file cannot be read or written."
        },
        mixinStandardHelpOptions = true,
        footerHeading = Help.EXAMPLES,
        footer = {"  hikyaku unpack mail.eml --to out", "  hikyaku unpack mails --json"})
class UnpackCommand implements Callable<Integer> {

    private static final int PROGRESS = 1000;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Mails, or folders with mails.")
    List<Path> files;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            description = "Folder in which each mail gets a folder of its own; without it nothing is kept.")
    Path to;

    @Option(names = "--json", description = "Prints the manifests, one per line.")
    boolean json;

    @Option(
            names = "--scores",
            paramLabel = "DIR",
            description = "Writes the input of a corpus scorer, FILE.json for each mail.")
    Path scores;

    private final Unpacker unpacker = new Unpacker(UnpackLimits.usual());
    private final ObjectMapper mapper = Json.mapper();
    private final ObjectWriter pretty = mapper.writer(SerializationFeature.INDENT_OUTPUT);
    private final Spool spool = new Spool();
    private int done;

    @Override
    public Integer call() {
        try {
            spool.clear();
            for (Path file : files) {
                unpackAll(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("cannot read or write: " + e.getMessage());
            return 1;
        } finally {
            spool.close();
        }
        System.err.printf("%d mails%n", done);
        return 0;
    }

    /** A mail in a folder is named by its relative path. */
    private void unpackAll(Path file) throws IOException {
        try (Stream<Path> mails = Files.walk(file)) {
            for (Path mail : mails.filter(Files::isRegularFile).sorted().toList()) {
                Path name = mail.equals(file) ? file.getFileName() : file.relativize(mail);
                if (to != null) {
                    unpack(mail, name, to.resolve(name));
                } else {
                    try (MailFolder scratch = spool.take(Files.newInputStream(mail))) {
                        unpack(mail, name, scratch.folder());
                    }
                }
            }
        }
    }

    private void unpack(Path mail, Path name, Path folder) throws IOException {
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Manifest manifest = unpacker.unpack(
                name.getFileName().toString(), mail, part -> Files.newOutputStream(parts.resolve(part)));
        Files.write(folder.resolve("manifest.json"), pretty.writeValueAsBytes(manifest));
        if (json) {
            System.out.println(mapper.writeValueAsString(manifest));
        }
        if (scores != null) {
            Path score = scores.resolve(name + ".json");
            Files.createDirectories(score.getParent());
            Files.write(score, mapper.writeValueAsBytes(UnpackScore.of(manifest, parts)));
        }
        if (++done % PROGRESS == 0) {
            System.err.printf("%d mails%n", done);
        }
    }
}
