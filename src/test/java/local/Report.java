package local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;
import local.cloud.LocalCloud;
import local.cloud.SesServer;
import software.amazon.awssdk.services.sqs.model.Message;

/** The table at the end of the main job: each delivery with its timeline, its parts and what the script was given. */
final class Report {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final Pattern KEPT = Pattern.compile("kept as (\\S+)");

    private final LocalCloud cloud;
    private final Deliveries deliveries;
    private final List<MainJob.Sent> sent;
    private final int deadLettersBefore;
    private final PrintStream out;
    private int wrong;

    Report(LocalCloud cloud, Deliveries deliveries, List<MainJob.Sent> sent, int deadLettersBefore, PrintStream out) {
        this.deadLettersBefore = deadLettersBefore;
        this.cloud = cloud;
        this.deliveries = deliveries;
        this.sent = sent;
        this.out = out;
    }

    /** @return whether everything is as it should be */
    boolean print() throws IOException {
        out.printf("%n%-42s %-20s %-34s %-8s%n", "MAIL", "TO", "SAMPLE", "STATUS");
        for (MainJob.Sent mail : sent) {
            List<Entry> entries = deliveries.ofMail(mail.mail());
            wrong += mail.sample().expected().size() - entries.size();
            for (Entry entry : entries) {
                print(mail, entry);
            }
        }
        printDeadLetters();
        out.printf(
                "%n%s%n",
                wrong == 0 ? "Every mail is where it should be." : wrong + " things are not as they should be.");
        return wrong == 0;
    }

    private void print(MainJob.Sent mail, Entry entry) throws IOException {
        String to = entry.delivery().id().recipient();
        DeliveryStatus expected = mail.sample().expected().get(to);
        boolean right = entry.status() == expected;
        out.printf(
                "%n%-42s %-20s %-34s %s%s%n",
                mail.mail(),
                to,
                sampleName(mail.sample()),
                entry.status(),
                right ? "" : "  (expected " + expected + ")");
        wrong += right ? 0 : 1;
        for (Entry.Event event : entry.timeline()) {
            out.printf("    %s  %-11s %-18s %s%n", TIME.format(event.at()), event.status(), event.by(), event.note());
        }
        Path parts = cloud.folder(LocalCloud.PARTS_BUCKET).resolve(mail.mail());
        if (Files.exists(parts)) {
            out.printf("    parts   %s%n", relative(parts));
        }
        if (entry.status() == DeliveryStatus.DONE) {
            printScript(mail, entry);
        }
    }

    private static String sampleName(Sample sample) {
        String trouble = sample.trouble() == Sample.Trouble.NONE
                ? ""
                : " ("
                        + sample.trouble()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' ') + ")";
        return sample.file().replace(".eml", "") + trouble;
    }

    private void printScript(MainJob.Sent mail, Entry entry) throws IOException {
        Entry.Event last = entry.timeline().get(entry.timeline().size() - 1);
        Matcher kept = KEPT.matcher(last.note());
        if (last.note().contains(" written to ")) {
            return; // the PHP program has no file of the mail, only the order
        }
        if (!kept.find()) {
            wrong++;
            out.println("    the script does not say where it kept the mail");
            return;
        }
        String given = sha256(Files.readAllBytes(Path.of(kept.group(1))));
        String stored = sha256(cloud.s3()
                .getObjectAsBytes(get -> get.bucket(LocalCloud.RAW_BUCKET).key(SesServer.key(mail.mail())))
                .asByteArray());
        boolean same = given.equals(stored);
        wrong += same ? 0 : 1;
        out.printf("    script  %s%n", kept.group(1));
        out.printf(
                "    sha256  %s %s%n",
                given, same ? "the same as the object in S3" : "NOT the object in S3: " + stored);
    }

    private void printDeadLetters() {
        List<Message> messages = cloud.queues().deadLetters(cloud.sqs());
        out.printf("%nDead-letter queue: %d messages%n", messages.size());
        for (Message message : messages) {
            String reason = message.messageAttributes().get("reason").stringValue();
            boolean ofMail = message.body().startsWith("{");
            out.printf("    %-60s reason: %s%n", ofMail ? "the mail that found no capacity" : message.body(), reason);
        }
        int all = cloud.queues().waiting(cloud.sqs(), cloud.queues().deadLetters());
        wrong += all == deadLettersBefore + 2 ? 0 : 1;
    }

    private static Path relative(Path path) {
        return Path.of("").toAbsolutePath().relativize(path);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
