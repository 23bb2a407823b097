package local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import ledger.Entry;

/** The results of the sample mails: one line for each delivery on the terminal, and all timelines in a file. */
final class Report {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final String ROW = "%-21s  %-28s  %-7s  %s%n";

    private final List<Arrival> arrivals;

    Report(List<Arrival> arrivals) {
        this.arrivals = arrivals;
    }

    void print(PrintStream out) {
        out.printf("%n" + ROW, "TO", "SAMPLE", "STATUS", "WHY");
        arrivals.forEach(arrival ->
                out.printf(ROW, arrival.recipient(), name(arrival.sample()), arrival.status(), arrival.remark()));
    }

    /** Each delivery with its timeline, and the checksum of what its program was given. */
    void write(Path file) throws IOException {
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            arrivals.forEach(arrival -> write(arrival, out));
        }
    }

    private static void write(Arrival arrival, PrintStream out) {
        out.printf("%s  %s  %s  %s%n", arrival.mail(), arrival.recipient(), name(arrival.sample()), arrival.status());
        for (Entry.Event event : arrival.entry().map(Entry::timeline).orElse(List.of())) {
            out.printf("    %s  %-11s %-18s %s%n", TIME.format(event.at()), event.status(), event.by(), event.note());
        }
        arrival.sha256()
                .ifPresent(sum -> out.printf(
                        "    sha256  %s %s%n",
                        sum,
                        arrival.flaw().isEmpty() ? "the same as the object in S3" : "NOT that of the object in S3"));
        out.println();
    }

    /** The sample's file; also the fault on the mail's path, if the file's name does not contain the fault. */
    private static String name(Sample sample) {
        String file = sample.file().replace(".eml", "");
        String trouble = sample.trouble().name().toLowerCase(Locale.ROOT);
        boolean says = sample.trouble() == Sample.Trouble.NONE
                || trouble.replace('_', '-').equals(file);
        return says ? file : "%s (%s)".formatted(file, trouble.replace('_', ' '));
    }
}
