package local.cloud.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import local.cloud.LocalCloud;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * moto passes the same tests, except for the deviations listed here. Each deviation names the page of AWS'
 * documentation that it contradicts. moto does not count capacity units.
 */
class MotoTableTest
        implements ItemContract,
                ConditionContract,
                UpdateContract,
                QueryContract,
                BatchContract,
                TransactionContract,
                SchemaContract {

    private static final String PAGES = "https://docs.aws.amazon.com/amazondynamodb/latest/";

    /** A deviation: the test, the examples in it (empty: all), what moto does, and the page of AWS' documentation. */
    private record Departure(String promise, String example, String instead, String page) {}

    private static final List<Departure> DEPARTURES = List.of(
            of(
                    "anItemThatDoesNotFitTheTableIsRefused",
                    "accepts keys of another type",
                    "HowItWorks.NamingRulesDataTypes.html"),
            of(
                    "aKeyOfAnotherFormIsRefused",
                    "accepts half a key, and more than a key",
                    "../APIReference/API_GetItem.html"),
            of("aValueThatIsNoneIsRefused", "accepts any text as a number", "HowItWorks.NamingRulesDataTypes.html"),
            of("aNumberHasOneFormAndThirtyEightDigits", "keeps padding zeros", "HowItWorks.NamingRulesDataTypes.html"),
            of("numbersAreAddedAndSubtracted", "keeps padding zeros", "HowItWorks.NamingRulesDataTypes.html"),
            of(
                    "aProjectionGivesPartsOfAnItem",
                    "returns one element of a list",
                    "Expressions.ProjectionExpressions.html"),
            of("anExpressionThatIsNoneIsRefused", "fails, or takes it", "Expressions.OperatorsAndFunctions.html"),
            of("whatNoExpressionUsesIsRefused", "takes it", "Expressions.ExpressionAttributeNames.html"),
            new Departure("aConditionDoesNotHold", "t < :three", "fails", "Expressions.OperatorsAndFunctions.html"),
            new Departure("aConditionDoesNotHold", "size(absent)", "fails", "Expressions.OperatorsAndFunctions.html"),
            new Departure(
                    "anUpdateThatCannotBeIsRefusedAndChangesNothing",
                    "t.x",
                    "takes it",
                    "Expressions.UpdateExpressions.html"),
            new Departure(
                    "anUpdateThatCannotBeIsRefusedAndChangesNothing",
                    ":v + :v + :v",
                    "takes it",
                    "Expressions.UpdateExpressions.html"),
            of(
                    "anUpdateMakesTheItemThatIsNotThere",
                    "fails without an expression",
                    "../APIReference/API_UpdateItem.html"),
            of("aPageHasAMegabyteAtMost", "ends the page an item earlier", "Query.Pagination.html"),
            of("aPageThatItsLimitEndsHasANextOne", "says that it is the last", "../APIReference/API_Query.html"),
            new Departure(
                    "aRangeOfAPartitionComesInItsOrder", ":b < s", "refuses it", "Query.KeyConditionExpressions.html"),
            of("aConditionThatIsNotOfTheKeyIsRefused", "fails, or takes it", "Query.KeyConditionExpressions.html"),
            of("aQueryThatCannotBeIsRefused", "has another code for it", "../APIReference/API_Query.html"),
            of("aStatementReadsManyPartitionsOfAnIndexAtOnce", "fails", "ql-reference.select.html"),
            of("aStatementNamesFiftyPartitionsAtMost", "fails", "ql-reference.select.html"),
            of("aBatchWithOneItemThatDoesNotFitWritesNothing", "writes it", "../APIReference/API_BatchWriteItem.html"),
            of(
                    "aBatchOfWritesHasTwentyFiveDifferentItemsAtMost",
                    "takes duplicates",
                    "../APIReference/API_BatchWriteItem.html"),
            of(
                    "aTransactionThatComesTwiceWithItsTokenIsDoneOnce",
                    "does it twice",
                    "../APIReference/API_TransactWriteItems.html"),
            of("aTimeToLiveIsSetOnce", "takes it again", "../APIReference/API_UpdateTimeToLive.html"));

    private static Departure of(String promise, String instead, String page) {
        return new Departure(promise, "", instead, page);
    }

    private static MotoServer moto;
    private static DynamoDbClient client;

    @BeforeAll
    static void open() throws Exception {
        moto = MotoServer.start();
        client = LocalCloud.at(moto.endpoint(), DynamoDbClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @AfterAll
    static void close() throws Exception {
        if (moto != null) {
            client.close();
            moto.close();
        }
    }

    @BeforeEach
    void skipDepartures(TestInfo test) {
        String promise = test.getTestMethod().orElseThrow().getName();
        DEPARTURES.stream()
                .filter(one ->
                        one.promise().equals(promise) && test.getDisplayName().contains(one.example()))
                .forEach(one -> assumeTrue(
                        false, "moto " + one.instead() + ", but see " + PAGES + "developerguide/" + one.page()));
    }

    @Override
    public DynamoDbClient client() {
        return client;
    }

    /** The error codes of moto equal those of AWS. */
    @Override
    public boolean usesWordsOfAws() {
        return false;
    }
}
