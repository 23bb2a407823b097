package ledger;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mail.RawMail;
import mail.Verdicts;
import mail.WrittenHeaders;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A delivery in DynamoDB's form: names of attributes, and the conversion between values and records. */
final class Row {

    /** Partition key of the table: {@link DeliveryId#partition}. */
    static final String PARTITION = "partition";

    /** Partition of the index of a mail's deliveries. */
    static final String MAIL = "mail";

    /** Sort key of the table: {@link DeliveryId#digest}. */
    static final String DELIVERY = "delivery";

    /** Absent for a forgotten delivery. */
    static final String RECIPIENT = "recipient";

    /**
     * Partition of the index {@code open}. For open work: {@code open}. For a delivery that has ended: the kept data,
     * and its set. Absent if nothing is kept.
     */
    static final String OPEN = "open";

    /** Epoch milliseconds: when work is due, or when a delivery ended. */
    static final String DUE_AT = "dueAt";

    /** Prefix of the partitions for kept mail. */
    static final String RAW_KEPT = "raw";

    /** Epoch milliseconds: in an index, text of varying length would be out of order. */
    static final String RECEIVED_AT = "receivedAt";

    static final String STATUS = "status";

    /** Partition of the index of stages; a name that no set has means "no set". */
    static final String SET = "set";

    /** The delivery's status and since when: {@code HELD/2026-11-25T02:30:00.000Z}. */
    static final String STAGE = "stage";

    /** Absent if there is none, because DynamoDB requires that of an index's key. */
    static final String TENANT = "tenant";

    /** Likewise. */
    static final String MESSAGE_ID = "messageId";

    /** Partition of the index of senders: {@link SearchKeys}. Absent for a bounce. */
    static final String SENDER_KEY = "senderKey";

    /** Likewise, of the index of authors. Absent unless their organisation is not the sender's. */
    static final String AUTHOR_KEY = "authorKey";

    /** Likewise, of the index of subjects. Absent unless the set wants it. */
    static final String SUBJECT_KEY = "subjectKey";

    static final String SENDER = "sender";

    /** Address of the header From. Absent if it is the sender's, or unknown. */
    static final String AUTHOR = "author";

    /** Hashes of the subject's words: {@link SubjectWords}. Absent like {@link #SUBJECT_KEY}. */
    static final String WORDS = "words";

    static final String VERDICTS = "verdicts";

    /** Nonce of the start that set RUNNING; absent before the first. */
    static final String NONCE = "nonce";

    private static final String NO_SET = "-";
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /** Of the raw mail; absent until it is fetched. */
    static final String VERSION = "version";

    private Row() {}

    static Map<String, AttributeValue> key(DeliveryId id) {
        return key(id.partition(), id.digest());
    }

    static Map<String, AttributeValue> key(String partition, String delivery) {
        return Map.of(PARTITION, text(partition), DELIVERY, text(delivery));
    }

    /** From a row, or from an index entry of it. */
    static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        return Map.of(PARTITION, row.get(PARTITION), DELIVERY, row.get(DELIVERY));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue set(String name) {
        return text(name.isEmpty() ? NO_SET : name);
    }

    /** {@code raw+parts/SET} */
    static AttributeValue kept(Set<KeptContent> kept, String set) {
        String names = Stream.of(KeptContent.values())
                .filter(kept::contains)
                .map(content -> content.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("+"));
        return text(names + "/" + set(set).s());
    }

    private static Set<KeptContent> kept(Map<String, AttributeValue> row) {
        if (status(row) == DeliveryStatus.FORGOTTEN) {
            return Set.of();
        }
        String partition = textOrEmpty(row, OPEN);
        int end = partition.indexOf('/');
        return end < 0
                ? Entry.ALL
                : Stream.of(KeptContent.values())
                        .filter(content -> List.of(partition.substring(0, end).split("\\+"))
                                .contains(content.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
    }

    static AttributeValue stage(DeliveryStatus status, Instant since) {
        return text((status.isInWork() ? "IN_WORK" : status.name()) + "/" + MILLIS.format(since));
    }

    /** @return from a row, or from its entry in the index of stages */
    static Instant reachedAt(Map<String, AttributeValue> row) {
        String stage = row.get(STAGE).s();
        return Instant.parse(stage.substring(stage.indexOf('/') + 1));
    }

    static AttributeValue event(Instant at, DeliveryStatus status, String by, String note) {
        return AttributeValue.fromM(
                Map.of("at", text(at.toString()), STATUS, text(status.name()), "by", text(by), "note", text(note)));
    }

    static AttributeValue list(AttributeValue... events) {
        return AttributeValue.fromL(List.of(events));
    }

    static DeliveryStatus status(Map<String, AttributeValue> row) {
        return DeliveryStatus.valueOf(row.get(STATUS).s());
    }

    static Instant dueAt(Map<String, AttributeValue> row) {
        AttributeValue due = row.get(DUE_AT);
        return due == null || status(row).isFinal() ? null : Instant.ofEpochMilli(Long.parseLong(due.n()));
    }

    private static DeliveryId id(Map<String, AttributeValue> row) {
        String mail = row.get(MAIL).s();
        return row.containsKey(RECIPIENT)
                ? new DeliveryId(mail, row.get(RECIPIENT).s())
                : DeliveryId.forgotten(
                        mail, row.get(PARTITION).s(), row.get(DELIVERY).s());
    }

    static Claim claim(Map<String, AttributeValue> row) {
        Delivery delivery = new Delivery(
                id(row),
                row.get("sender").s(),
                Instant.ofEpochMilli(Long.parseLong(row.get(RECEIVED_AT).n())),
                new RawMail(row.get("bucket").s(), row.get("key").s(), textOrEmpty(row, VERSION)),
                Verdicts.read(textOrEmpty(row, VERDICTS)),
                textOrEmpty(row, MESSAGE_ID),
                row.get(SET).s().equals(NO_SET) ? "" : row.get(SET).s(),
                textOrEmpty(row, TENANT),
                new WrittenHeaders(textOrEmpty(row, AUTHOR), ""));
        return new Claim(
                delivery,
                row.get("owner").s(),
                Long.parseLong(row.get("fence").n()),
                Integer.parseInt(row.get("attempt").n()),
                Integer.parseInt(row.get("first").n()),
                status(row));
    }

    /** @return whether the row has the start with this nonce */
    static boolean isStart(Map<String, AttributeValue> row, String nonce) {
        return textOrEmpty(row, NONCE).equals(nonce);
    }

    static String textOrEmpty(Map<String, AttributeValue> row, String attribute) {
        AttributeValue value = row.get(attribute);
        return value == null ? "" : value.s();
    }

    static Entry entry(Map<String, AttributeValue> row) {
        AttributeValue task = row.get("task");
        if (row.get("timeline").l().isEmpty()) {
            throw new IllegalArgumentException("a row of the ledger has no timeline");
        }
        return new Entry(
                claim(row),
                dueAt(row),
                task == null ? null : task.s(),
                row.get("timeline").l().stream().map(Row::event).toList(),
                kept(row));
    }

    /** The remaining attributes of a forgotten row. */
    static Map<String, AttributeValue> bare(Map<String, AttributeValue> row, Instant at, String by, String note) {
        Map<String, AttributeValue> bare = new HashMap<>(key(row));
        Stream.of(MAIL, SET, RECEIVED_AT, "owner", "fence", "attempt", "first", "expiresAt")
                .filter(row::containsKey)
                .forEach(name -> bare.put(name, row.get(name)));
        Stream.of("sender", "bucket", "key").forEach(name -> bare.put(name, text("")));
        bare.put(STATUS, text(DeliveryStatus.FORGOTTEN.name()));
        bare.put(STAGE, stage(DeliveryStatus.FORGOTTEN, at));
        Stream<AttributeValue> before = row.get("timeline").l().stream()
                .map(Row::event)
                .map(event -> event(event.at(), event.status(), event.by(), ""));
        bare.put(
                "timeline",
                AttributeValue.fromL(Stream.concat(before, Stream.of(event(at, DeliveryStatus.FORGOTTEN, by, note)))
                        .toList()));
        return bare;
    }

    private static Entry.Event event(AttributeValue value) {
        Map<String, AttributeValue> event = value.m();
        return new Entry.Event(
                Instant.parse(event.get("at").s()),
                status(event),
                event.get("by").s(),
                event.get("note").s());
    }
}
