package local.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import ledger.Delivery;
import ledger.DeliveryStatus;
import local.Pipeline;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.FaultProxy;
import local.cloud.LocalCloud;
import local.cloud.Packaged;
import local.cloud.Ports;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.Message;

/** {@code hikyaku replay} of the demo's mailboxes. */
class ReplayIT extends MailJourney {

    private static final Path MBOX = Path.of("demo/replay/mails.mbox");

    /** The mails of the demo's mbox. The fourth has no recipient. */
    private static final int IN_MBOX = 5;

    private record Ran(int exitCode, String out, String err) {}

    /** A courier for all mails, so that no process starts for each. */
    @Override
    Map<String, String> changes() {
        return Map.of(
                "HIKYAKU_SWEEP_INBOXES", LocalCloud.INBOX,
                "HIKYAKU_SETS_DEMO_HAND_OVER", "courier",
                "HIKYAKU_SETS_DEMO_COURIERS_IDLE", "PT20S",
                "HIKYAKU_COURIERS_LOOK_EVERY", "PT0.5S");
    }

    /**
     * ElasticMQ has one store per process, and a purge does not empty it: remaining messages would be in the next
     * test's queue.
     */
    @AfterEach
    void emptyQueue() {
        String queue = cloud.queues().mail();
        List<Message> messages = receive(queue);
        while (!messages.isEmpty()) {
            messages.forEach(message ->
                    cloud.sqs().deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(message.receiptHandle())));
            messages = receive(queue);
        }
        assertThat(queued()).isZero();
    }

    private List<Message> receive(String queue) {
        return cloud.sqs()
                .receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(10))
                .messages();
    }

    @Test
    void anMboxIsDeliveredByteForByteAndReplayedAgainNothingRunsTwice() throws Exception {
        Ran dry = run("replay", MBOX.toString(), "--dry-run");

        assertThat(dry.exitCode()).isEqualTo(1);
        assertThat(dry.out())
                .contains("would be sent        4", "no recipient         1", "to demo/ne-001       1")
                .contains("would be held: byte 2122 (no alias for this address)")
                .contains("left out: byte 1865 (no recipient)")
                .doesNotContain("@");
        assertThat(replayed()).isEmpty();
        assertThat(queued()).isZero();

        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            Ran first = run("replay", MBOX.toString());
            assertThat(first.exitCode()).isEqualTo(1);
            assertThat(first.out()).contains("sent                 4", "no recipient         1");
            List<String> ids = replayed();
            assertThat(ids).hasSize(4);
            Waiting.until("all are final", () -> ids.stream().allMatch(id -> status(id) == DONE || status(id) == HELD));
            assertThat(ids).extracting(this::status).containsExactlyInAnyOrder(DONE, DONE, DONE, HELD);
            List<byte[]> mails = mailsOfMbox();
            assertThat(kept("001")).containsExactly(mails.get(0));
            assertThat(kept("002")).containsExactly(mails.get(1));
            assertThat(kept("003")).containsExactly(mails.get(2));

            Ran second = run("replay", MBOX.toString(), "--json");
            assertThat(second.out())
                    .contains("\"complete\":true,\"sent\":0,\"known\":4")
                    .containsPattern("\"leftOut\":\\[\\{\"position\":\"byte \\d+\",\"why\":\"no recipient\"\\}\\]");
            // notifications that nevertheless arrive for these mails change nothing
            ids.forEach(this::announceAgain);
            Waiting.until("the queue is empty", () -> queued() == 0);
        }

        assertThat(kept("001")).hasSize(1);
        assertThat(replayed()).allSatisfy(id -> assertThat(timeline(id)).containsOnlyOnce(last(id)));
    }

    @Test
    void aMaildirAndTheForgottenMailsOfAPrefixAreDelivered() throws Exception {
        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            List<String> announced = send(2);
            awaitAll(announced);
            cloud.topic().lose(3);
            List<String> lost =
                    Stream.of("ne-001", "ne-002", "ne-003").map(this::sendTo).toList();

            Ran s3 = run("replay", "s3://" + LocalCloud.INBOX);
            Ran maildir = run("replay", "demo/replay/maildir", "--recursive");

            assertThat(s3.exitCode()).isZero();
            assertThat(s3.out()).contains("sent                 3", "known                2");
            assertThat(maildir.exitCode()).isZero();
            assertThat(maildir.out()).contains("sent                 3", "to demo/ne-003       1");
            awaitAll(lost);
            awaitAll(replayed());
            assertThat(lost)
                    .extracting(id -> deliveries.ofMail(id).get(0).delivery().sender())
                    .containsOnly("order@market.example");
        }
        assertThat(kept("003"))
                .hasSize(2)
                .contains(Files.readAllBytes(
                        Path.of("demo/replay/maildir/.Archive/cur/1795485780.M3P1.mx.shop.example")));
    }

    @Test
    void theRateHoldsAndTheLimitEndsIt() throws Exception {
        Path mbox = mbox(100);

        Ran ran = run("replay", mbox.toString(), "--rate", "5", "--limit", "16");

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("sent                 16");
        List<Instant> sends = sends();
        assertThat(sends).hasSize(16);
        // fifteen intervals of 200 ms; requests may be late, so single intervals may look shorter
        assertThat(Duration.between(sends.get(0), sends.get(15))).isGreaterThan(Duration.ofMillis(2800));
        assertThat(sends)
                .allSatisfy(start -> assertThat(sends)
                        .filteredOn(send -> !send.isBefore(start) && send.isBefore(start.plusSeconds(1)))
                        .hasSizeLessThanOrEqualTo(7));
    }

    @Test
    void anInterruptEndsItAfterTheCurrentMailAndTheNextRunSendsTheRest() throws Exception {
        Path mbox = mbox(60);
        Process process = start("replay", mbox.toString(), "--rate", "10");
        Waiting.until("some mails are sent", () -> sends().size() >= 5);

        signal("INT", process);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 2);
        int sent = sends().size();
        assertThat(sent).isLessThan(60);
        assertThat(out()).contains("%-20s %d%n".formatted("sent", sent));
        List<S3Object> objects = objects();
        assertThat(objects).hasSize(sent);

        Ran rest = run("replay", mbox.toString(), "--rate", "1000");
        assertThat(rest.exitCode()).isZero();
        // existing objects are unchanged: an object with another ETag would count as another mail
        assertThat(objects()).hasSize(60).containsAll(objects);
    }

    @Test
    void whatCannotBeReplayedIsSaid() throws Exception {
        Path folder = Files.createDirectories(data.resolve("maildir/new")).getParent();
        Files.createSymbolicLink(folder.resolve("new/1.gone"), folder.resolve("nowhere"));
        Files.write(folder.resolve("new/2.large"), new byte[40 * 1024 * 1024 + 1]);

        Ran ran = run("replay", folder.toString(), "--to", "ne-001@shop.example");

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("left out: new/1.gone (unreadable)", "left out: new/2.large (too large)")
                .contains("sent                 0");
        assertThat(run("replay", "demo/aliases").exitCode()).isEqualTo(2);
        assertThat(run("replay", "demo/nothing").exitCode()).isEqualTo(2);
        Ran elsewhere = run("replay", MBOX.toString(), "--bucket", "elsewhere");
        assertThat(elsewhere.exitCode()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("the pipeline reads no replayed mail from elsewhere");
    }

    private Ran run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private Ran run(Map<String, String> own, String... arguments) throws Exception {
        Process process = start(own, arguments);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out(), Files.readString(data.resolve("replay.err")));
    }

    private Process start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    private Process start(Map<String, String> own, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Packaged.interruptible(arguments))
                .redirectOutput(data.resolve("replay.out").toFile())
                .redirectError(data.resolve("replay.err").toFile());
        builder.environment().putAll(cloud.settings());
        builder.environment().putAll(own);
        return builder.start();
    }

    private String out() throws IOException {
        return Files.readString(data.resolve("replay.out"));
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** @return ids of the mails that replays have put into the bucket */
    private List<String> replayed() {
        return cloud
                .s3()
                .listObjectsV2(list -> list.bucket(LocalCloud.RAW_BUCKET).prefix("replay/"))
                .contents()
                .stream()
                .map(object -> object.key().substring("replay/".length()))
                .toList();
    }

    private List<S3Object> objects() {
        return cloud.s3()
                .listObjectsV2(list -> list.bucket(LocalCloud.RAW_BUCKET).prefix("replay/"))
                .contents();
    }

    private void announceAgain(String id) {
        Delivery known = deliveries.ofMail(id).get(0).delivery();
        cloud.topic()
                .publish(Announcement.of(
                        id,
                        known.sender(),
                        List.of(known.id().recipient()),
                        known.raw().bucket(),
                        known.raw().key()));
    }

    private int queued() {
        return cloud.queues().waiting(cloud.sqs(), cloud.queues().mail());
    }

    /** @return when notifications arrived in the queue */
    private List<Instant> sends() {
        return cloud.queueGate().passed().stream()
                .filter(request -> request.operation().equals("SendMessage"))
                .map(FaultProxy.Passed::came)
                .toList();
    }

    private DeliveryStatus last(String id) {
        List<DeliveryStatus> timeline = timeline(id);
        return timeline.get(timeline.size() - 1);
    }

    private List<byte[]> kept(String shop) throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("kept").resolve(shop))) {
            return files.map(ReplayIT::bytes).toList();
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The demo's mbox, split by hand. */
    private static List<byte[]> mailsOfMbox() throws IOException {
        String mbox = Files.readString(MBOX, ISO_8859_1);
        List<byte[]> mails = Arrays.stream(mbox.split("(?m)^From .*\n"))
                .skip(1)
                .map(mail -> mail.substring(0, mail.length() - 1).replaceAll("(?m)^>(>*From )", "$1"))
                .map(mail -> mail.getBytes(ISO_8859_1))
                .toList();
        assertThat(mails).hasSize(IN_MBOX);
        return mails;
    }

    private Path mbox(int mails) throws IOException {
        StringBuilder mbox = new StringBuilder();
        for (int i = 0; i < mails; i++) {
            mbox.append("From a@market.example Mon Nov 23 20:57:00 2026\nDelivered-To: ne-001@shop.example\n\n%d\n\n"
                    .formatted(i));
        }
        return Files.writeString(data.resolve("many.mbox"), mbox);
    }
}
