package routes.steps;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import work.DeadLetterText;
import work.DeadLetters;

/**
 * Steps that create messages for the dead-letter queue: the failed message in the body, the cause in the attribute
 * {@code reason}.
 */
@ApplicationScoped
public class DeadLetterSteps {

    private static final String REASON = "reason";

    private final DeadLetters letters;

    public DeadLetterSteps(DeadLetters letters) {
        this.letters = letters;
    }

    /** The original message, with the reason. */
    public void attachReason(Exchange exchange) {
        String message = exchange.getMessage().getBody(String.class);
        set(exchange.getMessage(), DeadLetterText.of(message == null ? "" : message, Reason.of(exchange)));
    }

    /** Describes the delivery that is given up. */
    public void write(Exchange exchange) {
        set(exchange.getMessage(), letters.write(OnWork.of(exchange)));
    }

    private static void set(Message message, DeadLetterText letter) {
        message.setBody(letter.body());
        message.setHeader(REASON, letter.reason());
    }
}
