package aws;

import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
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
     * @throws software.amazon.awssdk.core.exception.SdkException if the write failed, and its repetition, too
     */
    UpdateItemResponse updateItem(UpdateItemRequest request);

    /**
     * Sends requests without the SDK's pipeline.
     *
     * @param sent records the first request of this operation, as an interceptor of the SDK's client
     * @param sdk the same operation of the SDK's client
     */
    static ItemUpdates direct(SdkHttpClient http, RequestSigner signer, SentRequest sent, ItemUpdates sdk) {
        ExpectedRefusal<?> refusal = new ExpectedRefusal<>(
                "DynamoDb", "ConditionalCheckFailedException", ConditionalCheckFailedException::builder);
        return new DirectCall<UpdateItemRequest, UpdateItemResponse>(
                http, signer, sent, UpdateItemResponse::builder, List.of(refusal), sdk::updateItem)::send;
    }
}
