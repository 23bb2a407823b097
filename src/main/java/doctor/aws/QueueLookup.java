package doctor.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Queue attributes from SQS, each requested once. */
public final class QueueLookup {

    private final Calls calls;
    private final SqsClient sqs;
    private final Map<String, Once<Map<String, String>>> known = new HashMap<>();

    public QueueLookup(Calls calls, SqsClient sqs) {
        this.calls = calls;
        this.sqs = sqs;
    }

    /** @return the queue's attributes by name; empty if there is no such queue */
    public Optional<Map<String, String>> of(String url) {
        try {
            return Optional.of(known.computeIfAbsent(url, one -> new Once<>(() -> asked(one)))
                    .get());
        } catch (AwsRefusal e) {
            if (e.isNotFound()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private Map<String, String> asked(String url) {
        return calls.sdk(
                        "sqs:GetQueueAttributes",
                        () -> sqs.getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.ALL)))
                .attributesAsStrings();
    }
}
