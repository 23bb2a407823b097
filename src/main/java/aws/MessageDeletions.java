package aws;

import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

/** SQS' DeleteMessageBatch, with the answers and the exceptions of the SDK's client. */
@FunctionalInterface
public interface MessageDeletions {

    /**
     * Deleting a message again is no error.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if the request failed, and its repetition, too
     */
    DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request);

    /**
     * Sends requests without the SDK's pipeline.
     *
     * @param sent records the first request of this operation, as an interceptor of the SDK's client
     * @param sdk the same operation of the SDK's client
     */
    static MessageDeletions direct(SdkHttpClient http, RequestSigner signer, SentRequest sent, MessageDeletions sdk) {
        return new DirectCall<DeleteMessageBatchRequest, DeleteMessageBatchResponse>(
                http, signer, sent, DeleteMessageBatchResponse::builder, List.of(), sdk::deleteMessageBatch)::send;
    }
}
