package local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ledger.Deliveries;
import ledger.DeliveryStatus;
import ledger.Entry;
import local.cloud.LocalCloud;
import local.cloud.SesServer;
import mail.mime.Sha256;

/** Looks up the status of the sample mails, and compares the bytes that each program got with the object in S3. */
final class Arrivals {

    private static final Pattern KEPT = Pattern.compile("kept as (\\S+)");

    private final LocalCloud cloud;
    private final Deliveries deliveries;

    Arrivals(LocalCloud cloud, Deliveries deliveries) {
        this.cloud = cloud;
        this.deliveries = deliveries;
    }

    /** @return an arrival for each recipient, including those that the sample does not name */
    List<Arrival> of(MainJob.Sent sent) throws IOException {
        Map<String, Entry> entries = deliveries.ofMail(sent.mail()).stream()
                .collect(Collectors.toMap(entry -> entry.delivery().id().recipient(), Function.identity()));
        List<String> recipients = Stream.concat(sent.sample().expected().keySet().stream(), entries.keySet().stream())
                .distinct()
                .sorted()
                .toList();
        Stream.Builder<Arrival> arrivals = Stream.builder();
        for (String recipient : recipients) {
            arrivals.add(arrival(sent, recipient, Optional.ofNullable(entries.get(recipient))));
        }
        return arrivals.build().toList();
    }

    private Arrival arrival(MainJob.Sent sent, String recipient, Optional<Entry> entry) throws IOException {
        String note = entry.map(known -> known.last().note()).orElse("");
        // the PHP program writes the order into a database, and stores no file
        boolean keepsMail = !note.contains(" written to ");
        if (entry.filter(known -> known.status() == DeliveryStatus.DONE).isEmpty() || !keepsMail) {
            return new Arrival(sent.sample(), sent.mail(), recipient, entry, Optional.empty(), "");
        }
        Matcher kept = KEPT.matcher(note);
        if (!kept.find()) {
            String flaw = "the program does not say where it kept the mail";
            return new Arrival(sent.sample(), sent.mail(), recipient, entry, Optional.empty(), flaw);
        }
        String given = sha256(Files.readAllBytes(Path.of(kept.group(1))));
        String flaw = given.equals(sha256(stored(sent.mail()))) ? "" : "the program was not given the object in S3";
        return new Arrival(sent.sample(), sent.mail(), recipient, entry, Optional.of(given), flaw);
    }

    private byte[] stored(String mail) {
        return cloud.s3()
                .getObjectAsBytes(get -> get.bucket(LocalCloud.RAW_BUCKET).key(SesServer.key(mail)))
                .asByteArray();
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.digest().digest(bytes));
    }
}
