package aws;

import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * An exception that is an ordinary answer of an operation. The request is not repeated: the caller decides.
 *
 * @param service the service's name in the SDK's messages
 * @param type the exception's type, as AWS names it
 * @param builders creates a builder of the SDK's exception
 */
record ExpectedRefusal<B extends AwsServiceException.Builder & SdkPojo>(
        String service, String type, Supplier<B> builders) {

    boolean isIn(AwsJson.Failure failure) {
        return failure.type().equals(type);
    }

    AwsServiceException of(AwsJson.Failure failure, SdkHttpResponse response, byte[] answer) throws IOException {
        B builder = builders.get();
        if (!builder.sdkFields().isEmpty()) { // a service's general exception has none
            AwsJson.read(answer, builder);
        }
        builder.statusCode(response.statusCode());
        builder.requestId(response.firstMatchingHeader("x-amzn-RequestId").orElse(null));
        builder.awsErrorDetails(AwsErrorDetails.builder()
                .serviceName(service)
                .errorCode(type)
                .errorMessage(failure.message())
                .rawResponse(SdkBytes.fromByteArrayUnsafe(answer))
                .sdkHttpResponse(response)
                .build());
        builder.message(failure.message());
        return builder.build();
    }
}
