package ledger;

import static ledger.Row.text;

import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keys of the indexes that {@link TermSearch} reads. All are written with a row's first write, and never change: one
 * write unit for each index that has the row (docs/decisions/062-finding.md).
 */
final class SearchKeys {

    /**
     * A key has this many partitions of an index, so that one marketplace may send four thousand mails a second. A
     * larger number finds older rows too; a smaller one would not.
     */
    private static final int SHARDS = 4;

    private final SubjectWords subjects;

    SearchKeys(SubjectWords subjects) {
        this.subjects = subjects;
    }

    /** Adds the keys of the envelope sender, and of the author if the header From names another organisation. */
    static void ofSender(ConditionalUpdate update, Delivery delivery) {
        String sender = SenderName.of(delivery.sender()).organisation();
        String author = SenderName.of(delivery.headers().author()).organisation();
        if (!sender.isEmpty()) {
            update.setOnce(Row.SENDER_KEY, key(sender, delivery));
        }
        if (!author.isEmpty() && !author.equals(sender)) {
            update.setOnce(Row.AUTHOR_KEY, key(author, delivery));
        }
        if (!author.isEmpty() && !delivery.headers().author().equalsIgnoreCase(delivery.sender())) {
            update.setOnce(Row.AUTHOR, text(delivery.headers().author()));
        }
    }

    /** Adds the key of the subject; called once the set is known. */
    void ofSubject(ConditionalUpdate update, Delivery delivery) {
        if (!subjects.has(delivery.set()) || delivery.headers().subject().isEmpty()) {
            return;
        }
        byte[] hashes = subjects.hashes(delivery.headers().subject());
        if (hashes.length > 0) {
            update.setOnce(Row.SUBJECT_KEY, key(delivery.set(), delivery))
                    .setOnce(Row.WORDS, AttributeValue.fromB(SdkBytes.fromByteArray(hashes)));
        }
    }

    /** @return all partitions of the key */
    static List<AttributeValue> keys(String name) {
        return IntStream.range(0, SHARDS).mapToObj(shard -> key(name, shard)).toList();
    }

    private static AttributeValue key(String name, Delivery delivery) {
        return key(name, delivery.id().shard(SHARDS));
    }

    private static AttributeValue key(String name, int shard) {
        return text(name + "/" + shard);
    }
}
