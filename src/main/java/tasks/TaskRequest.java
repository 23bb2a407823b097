package tasks;

import java.util.Map;
import ledger.Claim;

/**
 * What the set's task is told: pointers only, and the same for the same attempt, byte for byte, so that ECS recognises a
 * second request by its client token.
 */
public record TaskRequest(String set, String mail, String recipient, int attempt, String token) {

    public static TaskRequest of(Claim claim) {
        String id = claim.id().toString();
        return new TaskRequest(
                claim.delivery().set(),
                claim.id().mail(),
                claim.id().recipient(),
                claim.attempt(),
                Token.of(id + "/" + claim.attempt()));
    }

    /** The courier's settings, as environment variables of its container. */
    Map<String, String> environment() {
        return Map.of(
                "HIKYAKU_COURIER_MAIL", mail,
                "HIKYAKU_COURIER_RECIPIENT", recipient,
                "HIKYAKU_COURIER_ATTEMPT", Integer.toString(attempt));
    }
}
