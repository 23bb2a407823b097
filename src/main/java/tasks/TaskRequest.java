package tasks;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import ledger.Claim;

/**
 * What the set's task is told: pointers only, and the same for the same attempt, byte for byte, so that ECS recognises a
 * second request by its client token.
 */
public record TaskRequest(String set, String mail, String recipient, int attempt, String token) {

    public static TaskRequest of(Claim claim) {
        return new TaskRequest(
                claim.delivery().set(),
                claim.id().mail(),
                claim.id().recipient(),
                claim.attempt(),
                token(claim.id() + "/" + claim.attempt()));
    }

    /** ECS takes at most 64 characters. */
    private static String token(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** The courier's settings, as environment variables of its container. */
    Map<String, String> environment() {
        return Map.of(
                "HIKYAKU_COURIER_MAIL", mail,
                "HIKYAKU_COURIER_RECIPIENT", recipient,
                "HIKYAKU_COURIER_ATTEMPT", Integer.toString(attempt));
    }
}
