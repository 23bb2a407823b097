package aws;

import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;

/** SQS' DeleteMessageBatch, with the answers and the exceptions of the SDK's client. */
@FunctionalInterface
public interface MessageDeletions {

    /**
     * Deleting a message again is no error.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException if it failed, and repeating it did not help
     */
    DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request);
}
