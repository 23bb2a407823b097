package local.constraints;

import static local.constraints.Fault.when;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * Rules of a published message.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class SnsRules implements Rules {

    /** "At most 256 KB in size (262,144 bytes, not 262,144 characters)". */
    private static final int LARGEST = 262_144;

    @Override
    public Stream<Fault> broken(Call call) {
        JsonNode input = call.input();
        String message = input.path("Message").asText();
        String subject = input.path("Subject").asText();
        return Stream.of(
                        when(message.isEmpty(), "InvalidParameter", "Empty message"),
                        when(
                                message.getBytes(StandardCharsets.UTF_8).length > LARGEST,
                                "InvalidParameter",
                                "Message too long"),
                        when(
                                subject.length() >= 100
                                        || subject.chars().anyMatch(Character::isISOControl)
                                        || input.has("Subject") && subject.isEmpty(),
                                "InvalidParameter",
                                "Subject must have less than 100 characters, no line breaks and no control characters"),
                        when(
                                input.path("TopicArn").asText().isEmpty(),
                                "InvalidParameter",
                                "TopicArn, TargetArn or PhoneNumber is required"))
                .flatMap(each -> each);
    }
}
