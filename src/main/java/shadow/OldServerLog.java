package shadow;

import desk.InvalidRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mail.NotificationReader;

/**
 * The old mail server's log: one line for each mail that it piped into a program, with message id, envelope recipient
 * and exit code, separated by tabs. Lines that begin with # are ignored.
 */
public final class OldServerLog {

    /**
     * @param line the line's number, from 1
     * @param messageId the message id, as in the ledger
     * @param recipient normalised envelope address
     */
    public record LoggedRun(int line, String messageId, String recipient, int exitCode) {}

    private OldServerLog() {}

    /** @throws InvalidRequest for a line of another form, with its number */
    public static List<LoggedRun> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        List<LoggedRun> runs = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
                runs.add(run(i + 1, lines.get(i).split("\t")));
            }
        }
        return runs;
    }

    private static LoggedRun run(int line, String[] fields) {
        if (fields.length != 3
                || fields[1].indexOf('@') < 1
                || !fields[2].strip().matches("\\d{1,3}")) {
            throw new InvalidRequest(
                    "line " + line + " must be message id, recipient and exit code, separated by tabs");
        }
        return new LoggedRun(
                line,
                NotificationReader.messageId(fields[0]),
                fields[1].strip().toLowerCase(Locale.ROOT),
                Integer.parseInt(fields[2].strip()));
    }
}
