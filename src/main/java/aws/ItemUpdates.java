package aws;

import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** DynamoDB's UpdateItem, with the answers and the exceptions of the SDK's client. */
@FunctionalInterface
public interface ItemUpdates {

    /**
     * A write whose answer was lost may be repeated, as the SDK repeats it.
     *
     * @throws software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException if the row does not
     *     satisfy the condition
     * @throws software.amazon.awssdk.core.exception.SdkException if it failed, and repeating it did not help
     */
    UpdateItemResponse updateItem(UpdateItemRequest request);
}
