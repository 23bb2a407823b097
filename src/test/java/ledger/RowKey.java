package ledger;

import java.util.Map;
import settings.Settings;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A delivery's key in the table, for tests that look at rows. */
public final class RowKey {

    private RowKey() {}

    public static Map<String, AttributeValue> of(DeliveryId id) {
        return Row.key(id);
    }

    /** The attribute by which the row of a mail with this subject is searched: hashes of the subject's words. */
    public static AttributeValue words(Settings settings, String subject) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(new SubjectWords(settings).hashes(subject)));
    }
}
