package tasks;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.UUID;
import ledger.Claim;

/**
 * A request to ECS. It contains only ids. Two requests for the same purpose have the same bytes, so that ECS recognizes
 * a repetition by its client token.
 *
 * @param set the set whose task definition is used
 * @param environment settings of the courier, added to the task definition's
 * @param count how many tasks, 1 to 10
 * @param token identifies the purpose
 * @param startedBy value by which the tasks are found again: letters, digits, hyphens
 * @param tenant the tenant for AWS' cost allocation; empty if the task is not for one tenant
 */
public record TaskRequest(
        String set, SortedMap<String, String> environment, int count, String token, String startedBy, String tenant) {

    /** The task of one attempt. */
    public static TaskRequest of(Claim claim) {
        SortedMap<String, String> pointers = new TaskVariables(claim.id(), claim.attempt()).environment();
        String token = uuid(claim.id() + "/" + claim.attempt());
        return new TaskRequest(
                claim.delivery().set(),
                pointers,
                1,
                token,
                token,
                claim.delivery().tenant());
    }

    /**
     * Couriers for a set's work queue.
     *
     * @param wave identifies a wave of launches. All requests of one wave have the same token, from any process
     */
    public static TaskRequest ofCouriers(String set, int count, long wave, SortedMap<String, String> environment) {
        return new TaskRequest(
                set, environment, count, uuid("couriers/" + set + "/" + wave), uuid("couriers/" + set), "");
    }

    /** @return client token for one capacity provider: for ECS, another provider makes another request */
    String tokenFor(String provider) {
        return provider.isEmpty() ? token : uuid(token + "/" + provider);
    }

    /** ECS accepts at most 64 characters. */
    private static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
