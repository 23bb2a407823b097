package local.constraints;

import java.util.Map;
import java.util.stream.Stream;

/** Requests at and beyond AWS' limits. */
public final class SampleRequests {

    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:hikyaku-mail";

    private SampleRequests() {}

    public static Stream<SampleRequest> illegal() {
        return Stream.of(
                        SqsSamples.illegal(),
                        DynamoDbSamples.illegal(),
                        EcsSamples.illegal(),
                        S3Samples.illegal(),
                        Stream.of(
                                publish("more than 256 KB", "InvalidParameter", "x".repeat(262_145), "s"),
                                publish("no message", "InvalidParameter", "", "s"),
                                publish("a subject of two lines", "InvalidParameter", "x", "a\nb"),
                                publish("a subject of 100 characters", "InvalidParameter", "x", "s".repeat(100))))
                .flatMap(each -> each);
    }

    public static Stream<SampleRequest> legal() {
        return Stream.of(
                        SqsSamples.legal(),
                        DynamoDbSamples.legal(),
                        EcsSamples.legal(),
                        S3Samples.legal(),
                        Stream.of(publish("256 KB", "", "x".repeat(262_144), "s".repeat(99))))
                .flatMap(each -> each);
    }

    private static SampleRequest publish(String name, String code, String message, String subject) {
        Map<String, String> input = Map.of("TopicArn", TOPIC, "Message", message, "Subject", subject);
        return code.isEmpty()
                ? SampleRequest.legal(name, "sns", "Publish", input)
                : SampleRequest.illegal(name, "sns", "Publish", code, input);
    }
}
