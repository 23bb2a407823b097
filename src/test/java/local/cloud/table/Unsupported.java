package local.cloud.table;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Members of requests that DynamoDB knows and the stand-in does not: each is refused, so that none is passed over. */
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
