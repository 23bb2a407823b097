package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * Request members that DynamoDB supports and this emulator does not. A request with one of them is refused, so that
 * none is silently ignored.
 */
final class Unsupported {

    private static final Set<String> MEMBERS = Set.of(
            "AttributesToGet",
            "AttributeUpdates",
            "ConditionalOperator",
            "Expected",
            "KeyConditions",
            "QueryFilter",
            "ScanFilter",
            "Segment",
            "TotalSegments",
            "SSESpecification",
            "Tags",
            "ResourcePolicy",
            "ReplicaUpdates");

    private Unsupported() {}

    static void check(JsonNode request) {
        MEMBERS.stream().filter(request::has).sorted().findFirst().ifPresent(member -> {
            throw TableFault.notDoneHere(member);
        });
        if (request.path("ReturnItemCollectionMetrics").asText("NONE").equals("SIZE")) {
            throw TableFault.notDoneHere("ReturnItemCollectionMetrics");
        }
        request.path("RequestItems").forEach(Unsupported::check);
    }
}
