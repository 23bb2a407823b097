package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import ledger.Claim;
import ledger.ClaimResult;
import ledger.Delivery;
import ledger.DeliveryId;
import ledger.DeliveryStatus;
import ledger.DynamoDbLedger;
import ledger.Transition;
import local.Configuration;
import local.SettableClock;
import local.cloud.LocalDynamoDb;
import mail.RawMail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** A set's program can use its courier's role. The role grants no access to data of other sets. */
class CourierPermissionsTest {

    private static final String SHOP = "ne-001@shop.example";
    private static final String BOOKS = "ne-001@books.example";

    @RegisterExtension
    static final LocalDynamoDb DYNAMO_DB = new LocalDynamoDb();

    private final Rendering made = Rendering.of("two-sets");
    private final String table = made.arn("module.work.aws_dynamodb_table.ledger");
    private final Permissions permissions =
            Permissions.of(made, "hikyaku-courier-shop", "hikyaku-courier-books", "hikyaku-pipeline");
    private final DynamoDbLedger ledger =
            new DynamoDbLedger(DYNAMO_DB.client(), new SettableClock(), Configuration.with(Map.of()));

    @ParameterizedTest
    @ValueSource(strings = {"shop", "books"})
    void noStatementIsWithoutItsSet(String set) {
        List<JsonNode> statements = made.statements("hikyaku-courier-" + set).toList();

        assertThat(statements).hasSizeGreaterThan(5).allSatisfy(statement -> {
            String scope = statement.path("Resource") + " " + statement.path("Condition");
            // one key encrypts the bucket: through S3, only what s3:GetObject allows can be decrypted
            boolean throughS3 = statement.path("Action").asText().equals("kms:Decrypt")
                    && statement
                            .at("/Condition/StringEquals/kms:ViaService")
                            .asText()
                            .startsWith("s3.");
            assertThat(throughS3 || scope.matches(".*\\b" + set + "[-./\"].*"))
                    .as("%s", statement)
                    .isTrue();
        });
        assertThat(statements.toString()).doesNotContain(set.equals("shop") ? "/books.example/" : "inbox/shop");
    }

    @ParameterizedTest
    @CsvSource({"shop,books", "books,shop"})
    void mailThatSesHasEncryptedForAnotherSetsRuleNoCourierDecrypts(String set, String other) {
        assertThat(permissions.allow(decrypt("hikyaku-courier-" + set, "hikyaku-store-" + set)))
                .isTrue();
        assertThat(permissions.allow(decrypt("hikyaku-courier-" + set, "hikyaku-store-" + other)))
                .isFalse();
        assertThat(permissions.allow(decrypt("hikyaku-pipeline", "hikyaku-store-" + set)))
                .isTrue();
    }

    private Ask decrypt(String role, String rule) {
        String key = made.arn("module.mail.aws_kms_key.mail");
        return Ask.with(role, "kms:Decrypt", key, Map.of("kms:EncryptionContext:aws:ses:rule-name", rule));
    }

    @Test
    void whatACourierWritesIsWhatItMayWriteOfItsOwnSetAndOfNoOther() {
        for (UpdateItemRequest write : writesOfACourier(SHOP)) {
            assertThat(allows("hikyaku-courier-shop", write))
                    .as("%s", write.updateExpression())
                    .isTrue();
            assertThat(allows("hikyaku-courier-books", write)).isFalse();
        }
        for (UpdateItemRequest write : writesOfACourier(BOOKS)) {
            assertThat(allows("hikyaku-courier-shop", write)).isFalse();
            assertThat(allows("hikyaku-courier-books", write)).isTrue();
        }
    }

    /** A courier must not write a mail's location, because the pipeline fetches the object that the row names. */
    @Test
    void whereAMailLiesAndWhoseItIsNoCourierMayWrite() {
        DYNAMO_DB.newRequests();
        ledger.claim(delivery(SHOP).in("shop", "ne-001"), "pipeline");
        UpdateItemRequest claim = (UpdateItemRequest) DYNAMO_DB.newRequests().get(0);

        assertThat(allows("hikyaku-pipeline", claim)).isTrue();
        assertThat(allows("hikyaku-courier-shop", claim)).isFalse();
        for (String attribute : List.of("bucket", "key", "set", "recipient", "mail", "tenant", "sender", "verdicts")) {
            assertThat(permissions.allow(ask("hikyaku-courier-shop", "shop.example/1", Set.of("status", attribute))))
                    .as(attribute)
                    .isFalse();
        }
        assertThat(permissions.allow(ask("hikyaku-courier-shop", "shop.example/1", Set.of("status"))))
                .isTrue();
    }

    /** An index has the rows of all sets, so a program that could read it would see other sets' mail. */
    @Test
    void noCourierReadsAnIndexOrChangesWhatSearchesCompare() {
        for (String index : List.of("sender", "author", "subject", "mail", "stage")) {
            Ask query = new Ask("hikyaku-courier-shop", "dynamodb:Query", table + "/index/" + index, Map.of());
            assertThat(permissions.allow(query)).as(index).isFalse();
            assertThat(permissions.allow(new Ask("hikyaku-pipeline", query.action(), query.resource(), Map.of())))
                    .as(index)
                    .isTrue();
        }
        for (String attribute : List.of("sentBy", "writtenBy", "subjectKey", "author", "words", "receivedAt")) {
            assertThat(permissions.allow(ask("hikyaku-courier-shop", "shop.example/1", Set.of("status", attribute))))
                    .as(attribute)
                    .isFalse();
        }
    }

    private List<UpdateItemRequest> writesOfACourier(String recipient) {
        List<Delivery> handedOver = java.util.stream.Stream.generate(() -> handedOver(recipient))
                .limit(4)
                .toList();
        DYNAMO_DB.newRequests();
        Claim done = start(handedOver.get(0));
        ledger.renew(done);
        ledger.move(done, Transition.to(DeliveryStatus.DONE, "exit 0").fetched("etag/1"));
        ledger.move(
                start(handedOver.get(1)),
                Transition.to(DeliveryStatus.RETRY, "exit 75").dueIn(Duration.ofSeconds(1)));
        ledger.move(start(handedOver.get(2)), Transition.to(DeliveryStatus.HELD, "other bytes"));
        ledger.move(start(handedOver.get(3)), Transition.to(DeliveryStatus.FAILED, "exit 1"));
        return DYNAMO_DB.newRequests().stream()
                .map(UpdateItemRequest.class::cast)
                .toList();
    }

    private Claim start(Delivery delivery) {
        return ((ClaimResult.Claimed) ledger.start(delivery.id(), 1, "courier", "arn:task")).claim();
    }

    private Delivery handedOver(String recipient) {
        Delivery delivery = delivery(recipient);
        Claim claim = ((ClaimResult.Claimed) ledger.claim(delivery, "pipeline")).claim();
        ledger.move(claim, Transition.to(DeliveryStatus.HANDED_OVER, ""));
        return delivery;
    }

    private static Delivery delivery(String recipient) {
        DeliveryId id = new DeliveryId(UUID.randomUUID().toString(), recipient);
        return Delivery.of(id, "", Instant.EPOCH, new RawMail("raw", "raw/1"));
    }

    private boolean allows(String role, UpdateItemRequest write) {
        Set<String> attributes = new HashSet<>(write.key().keySet());
        attributes.addAll(write.expressionAttributeNames().values());
        return permissions.allow(ask(role, write.key().get("partition").s(), attributes));
    }

    private Ask ask(String role, String partition, Set<String> attributes) {
        return new Ask(
                role,
                "dynamodb:UpdateItem",
                table,
                Map.of("dynamodb:LeadingKeys", Set.of(partition), "dynamodb:Attributes", attributes));
    }
}
