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

/**
 * A delivery in DynamoDB's form: names of attributes, and the conversion between values and records. Other packages
 * keep rows of their own in the table: these have its key, and are in no index.
 */
public final class Row {

    /** Partition key of the table: {@link DeliveryId#partition}. */
    public static final String PARTITION = "partition";

    /**
     * Partition of the index of a mail's deliveries. Absent if {@link Directory} has the recipient's domain: the mail's
     * deliveries are then found in the table itself.
     */
    static final String MAIL = "mail";

    /** Sort key of the table: {@link DeliveryId#digest}. */
    static final String DELIVERY = "delivery";

    /** Absent for a forgotten delivery. */
    static final String RECIPIENT = "recipient";

    /**
     * Partition of the index {@code open}: what is to be done, the set, and the shard. Absent if nothing is to be done.
     * docs/decisions/060-index-entries-that-stay.md lists the values.
     */
    static final String OPEN = "open";

    /**
     * Epoch milliseconds: when the sweeper looks at open work, never later than {@link #UNTIL}; or when a delivery
     * ended.
     */
    static final String DUE_AT = "dueAt";

    /**
     * Epoch milliseconds: when work is due. This attribute is in no index, so that one write unit is enough to postpone
     * work.
     */
    static final String UNTIL = "until";

    /** Partition of the index {@code open} for all open work, in rows of versions without shards. */
    static final String ALL_OPEN = "open";

    /** Prefix of the partitions for DONE deliveries whose data is all kept. */
    static final String DONE_KEPT = "done/";

    /** Prefix of the partitions for kept mail. */
    static final String RAW_KEPT = "raw";

    /** Epoch milliseconds, because an index would not sort text of varying length by time. */
    static final String RECEIVED_AT = "receivedAt";

    static final String STATUS = "status";

    /** Partition of the index of stages: set and shard. A name that no set has means "no set". */
    static final String SET = "set";

    /**
     * The delivery's status and since when: {@code HELD/2026-11-25T02:30:00.000Z}. Absent while the delivery goes well,
     * because the index {@code open} then has it.
     */
    static final String STAGE = "stage";

    /** Absent if there is no tenant, because an index's key must not be empty, or if {@link #ALIAS} is true. */
    static final String TENANT = "tenant";

    /** True if the tenant is the local part of the recipient, whose domain {@link Directory} has. */
    static final String ALIAS = "alias";

    /** The sender's message id; absent if the mail has none. */
    static final String MESSAGE_ID = "messageId";

    /** Partition of the index of senders: {@link SearchKeys}. Absent for a bounce. */
    static final String SENDER_KEY = "sentBy";

    /** Partition of the index of authors. Absent if the author's organisation is also the sender's. */
    static final String AUTHOR_KEY = "writtenBy";

    /** Partition of the index of subjects. Absent unless the set has {@code subject-words}. */
    static final String SUBJECT_KEY = "subjectKey";

    static final String SENDER = "sender";

    /** Address of the header From. Absent if it is unknown, or equals the sender. */
    static final String AUTHOR = "author";

    /** Hashes of the subject's words: {@link SubjectWords}. Absent like {@link #SUBJECT_KEY}. */
    static final String WORDS = "words";

    static final String VERDICTS = "verdicts";

    /** Nonce of the start that set RUNNING; absent before the first. */
    static final String NONCE = "nonce";

    /** The value that stands for mail of no set. */
    static final String NO_SET = "-";

    private static final char SHARD = '#';
    private static final String SEPARATOR = "\t";
    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    /** ETag and length of the raw mail; absent until it is fetched. */
    static final String VERSION = "version";

    private Row() {}

    static Map<String, AttributeValue> key(DeliveryId id) {
        return key(id.partition(), id.digest());
    }

    /**
     * @param partition a set's program may write every row whose partition begins with the set's domain
     *     (docs/decisions/002-sets-are-told-apart-by-iam.md)
     * @param delivery tells the rows of a partition apart
     */
    public static Map<String, AttributeValue> key(String partition, String delivery) {
        return Map.of(PARTITION, text(partition), DELIVERY, text(delivery));
    }

    /** @return the id, from a row or from an index entry of it */
    static Map<String, AttributeValue> key(Map<String, AttributeValue> row) {
        return Map.of(PARTITION, row.get(PARTITION), DELIVERY, row.get(DELIVERY));
    }

    public static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    public static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** @return the partition: {@code SET} in the first shard, {@code SET#3} in the fourth */
    static String place(String set, int shard) {
        String name = set.isEmpty() ? NO_SET : set;
        return shard == 0 ? name : name + SHARD + shard;
    }

    static AttributeValue set(String name, int shard) {
        return text(place(name, shard));
    }

    /** Partition of work that has progressed as quickly as expected since its claim; ordered by claim. */
    static AttributeValue inWork(String set, int shard) {
        return text("open/" + place(set, shard));
    }

    /** Partition of open work that the sweeper checks later than a lease after its claim. */
    static AttributeValue waiting(String set, int shard) {
        return text("wait/" + place(set, shard));
    }

    /** Partition of DONE deliveries whose data is all kept. */
    static AttributeValue done(String set, int shard) {
        return text(DONE_KEPT + place(set, shard));
    }

    /**
     * Partition of other ended deliveries, and of DONE ones after a part of their data is deleted: {@code
     * raw+parts/SET}
     */
    static AttributeValue kept(Set<KeptContent> kept, String set, int shard) {
        String names = Stream.of(KeptContent.values())
                .filter(kept::contains)
                .map(content -> content.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("+"));
        return text(names + "/" + place(set, shard));
    }

    private static Set<KeptContent> kept(Map<String, AttributeValue> row) {
        DeliveryStatus status = status(row);
        if (status == DeliveryStatus.FORGOTTEN) {
            return Set.of();
        }
        String partition = textOrEmpty(row, OPEN);
        int end = partition.indexOf('/');
        return end < 0 || !status.isOver() || partition.startsWith(DONE_KEPT)
                ? Entry.ALL
                : Stream.of(KeptContent.values())
                        .filter(content -> List.of(partition.substring(0, end).split("\\+"))
                                .contains(content.name().toLowerCase(Locale.ROOT)))
                        .collect(Collectors.toSet());
    }

    static AttributeValue stage(DeliveryStatus status, Instant since) {
        return text((status.isInWork() ? "IN_WORK" : status.name()) + "/" + MILLIS.format(since));
    }

    /** @return when the status was reached, from a row's entry in the index of stages */
    static Instant reachedAt(Map<String, AttributeValue> row) {
        String stage = row.get(STAGE).s();
        return Instant.parse(stage.substring(stage.indexOf('/') + 1));
    }

    static AttributeValue event(Instant at, DeliveryStatus status, String by, String note) {
        return by.contains(SEPARATOR)
                ? AttributeValue.fromM(Map.of(
                        "at", text(at.toString()), STATUS, text(status.name()), "by", text(by), "note", text(note)))
                : text(String.join(SEPARATOR, at.toString(), status.name(), by, note));
    }

    static AttributeValue list(AttributeValue... events) {
        return AttributeValue.fromL(List.of(events));
    }

    static DeliveryStatus status(Map<String, AttributeValue> row) {
        return DeliveryStatus.valueOf(row.get(STATUS).s());
    }

    static Instant dueAt(Map<String, AttributeValue> row) {
        AttributeValue due = row.getOrDefault(UNTIL, row.get(DUE_AT));
        return due == null || status(row).isFinal() ? null : Instant.ofEpochMilli(Long.parseLong(due.n()));
    }

    /**
     * @return the time at which the sweeper checks the row, from the row or from its entry in the index {@code open}
     */
    static long lookAt(Map<String, AttributeValue> row) {
        return Long.parseLong(row.get(DUE_AT).n());
    }

    /** @return when the mail was received, in epoch milliseconds, from the row or from its entry in an index */
    static long receivedAt(Map<String, AttributeValue> row) {
        return Long.parseLong(row.get(RECEIVED_AT).n());
    }

    private static DeliveryId id(Map<String, AttributeValue> row) {
        String partition = row.get(PARTITION).s();
        String mail = partition.substring(partition.indexOf('/') + 1);
        return row.containsKey(RECIPIENT)
                ? new DeliveryId(mail, row.get(RECIPIENT).s())
                : DeliveryId.forgotten(
                        mail, row.get(PARTITION).s(), row.get(DELIVERY).s());
    }

    static Claim claim(Map<String, AttributeValue> row) {
        String place = row.get(SET).s();
        int end = place.lastIndexOf(SHARD);
        String set = end < 0 ? place : place.substring(0, end);
        DeliveryId id = id(row);
        Delivery delivery = new Delivery(
                id,
                row.get("sender").s(),
                Instant.ofEpochMilli(receivedAt(row)),
                new RawMail(row.get("bucket").s(), row.get("key").s(), textOrEmpty(row, VERSION)),
                Verdicts.read(textOrEmpty(row, VERDICTS)),
                textOrEmpty(row, MESSAGE_ID),
                set.equals(NO_SET) ? "" : set,
                row.containsKey(ALIAS) ? id.localPart() : textOrEmpty(row, TENANT),
                new WrittenHeaders(textOrEmpty(row, AUTHOR), ""));
        return new Claim(
                delivery,
                row.get("owner").s(),
                Long.parseLong(row.get("fence").n()),
                Integer.parseInt(row.get("attempt").n()),
                Integer.parseInt(row.get("first").n()),
                status(row),
                end < 0 ? 0 : Integer.parseInt(place.substring(end + 1)));
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

    /** The attributes that remain in a forgotten row. */
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

    /** Reads the map of earlier versions, too, which this version also writes for a name with a tab. */
    static Entry.Event event(AttributeValue value) {
        if (value.s() != null) {
            String[] parts = value.s().split(SEPARATOR, 4);
            return new Entry.Event(Instant.parse(parts[0]), DeliveryStatus.valueOf(parts[1]), parts[2], parts[3]);
        }
        Map<String, AttributeValue> event = value.m();
        return new Entry.Event(
                Instant.parse(event.get("at").s()),
                status(event),
                event.get("by").s(),
                event.get("note").s());
    }
}
