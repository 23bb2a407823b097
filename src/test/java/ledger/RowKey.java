package ledger;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A delivery's key in the table, for tests that look at rows. */
public final class RowKey {

    private RowKey() {}

    public static Map<String, AttributeValue> of(DeliveryId id) {
        return Row.key(id);
    }
}
