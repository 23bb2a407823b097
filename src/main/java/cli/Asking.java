package cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.QuarkusApplication;
import json.Json;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A command that asks the ledger or a queue. What fails there is told in a line, and is not the same as nothing found. */
abstract class Asking implements QuarkusApplication {

    static final int NOTHING = 1;
    static final int UNREADABLE = 3;

    private static final ObjectMapper JSON = Json.mapper();

    @Override
    public final int run(String... arguments) throws JsonProcessingException {
        try {
            return answer(arguments);
        } catch (SdkException e) {
            System.err.println("AWS fails: " + kind(e));
            return UNREADABLE;
        }
    }

    /** @return the exit code */
    abstract int answer(String... arguments) throws JsonProcessingException;

    static void print(Object answer) throws JsonProcessingException {
        System.out.println(JSON.writeValueAsString(answer));
    }

    private static String kind(SdkException failure) {
        return failure instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().serviceName() + " "
                        + service.awsErrorDetails().errorCode()
                : failure.getClass().getSimpleName();
    }
}
