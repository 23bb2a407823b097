package settings;

import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Limits an AWS call and its retries to the time that its thread has left ({@link RequestDeadline}). */
final class DeadlineInterceptor implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest call, ExecutionAttributes attributes) {
        return RequestDeadline.current()
                .left()
                .<SdkRequest>map(left -> {
                    AwsRequest request = (AwsRequest) call.request();
                    AwsRequestOverrideConfiguration.Builder options = request.overrideConfiguration()
                            .map(AwsRequestOverrideConfiguration::toBuilder)
                            .orElseGet(AwsRequestOverrideConfiguration::builder);
                    return request.toBuilder()
                            .overrideConfiguration(options.apiCallTimeout(left).build())
                            .build();
                })
                .orElse(call.request());
    }
}
