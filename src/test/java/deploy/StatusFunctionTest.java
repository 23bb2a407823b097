package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What Terraform creates for the status rule's function, if it is enabled. */
class StatusFunctionTest {

    private final Rendering made = Rendering.of("status-function");
    private final JsonNode output = Rendering.outputs("status-function").path("status_function");

    @Test
    void aMailIsStoredBeforeTheFunctionIsTold() {
        JsonNode rule = made.resource("module.mail.aws_ses_receipt_rule.store[\"shop\"]");

        assertThat(rule.at("/s3_action/0/position").asInt()).isEqualTo(1);
        assertThat(rule.at("/lambda_action/0/position").asInt()).isEqualTo(2);
        assertThat(rule.at("/lambda_action/0/invocation_type").asText()).isEqualTo("Event");
        assertThat(rule.at("/lambda_action/0/function_arn").asText())
                .endsWith(":function:" + output.path("name").asText());
    }

    /** The event does not contain the mail's location: the row would point to no object. */
    @Test
    void theFunctionLooksForTheMailWhereTheRuleStoresIt() {
        JsonNode action = made.resource("module.mail.aws_ses_receipt_rule.store[\"shop\"]")
                .at("/s3_action/0");

        assertThat(output.at("/environment/HIKYAKU_SETS_SHOP_INBOX").asText())
                .isEqualTo(action.path("bucket_name").asText() + "/"
                        + action.path("object_key_prefix").asText());
    }

    @Test
    void theFunctionIsToldOfTheLedgerAndTheSetsWhatThePipelineIs() {
        Map<String, String> told = new TreeMap<>();
        output.path("environment")
                .properties()
                .forEach(variable ->
                        told.put(variable.getKey(), variable.getValue().asText()));

        assertThat(made.environment("pipeline")).containsAllEntriesOf(told);
        assertThat(told)
                .containsOnlyKeys(
                        "HIKYAKU_AWS_REGION",
                        "HIKYAKU_LEDGER_TABLE",
                        "HIKYAKU_SETS_SHOP_DOMAINS",
                        "HIKYAKU_SETS_SHOP_INBOX",
                        "HIKYAKU_SETS_SHOP_ALIASES",
                        "HIKYAKU_SETS_SHOP_CLUSTER",
                        "HIKYAKU_SETS_SHOP_TASK_DEFINITION");
    }

    @Test
    void theFunctionMayMakeRowsAndReadAliasesAndNoMail() {
        assertThat(made.allowed("hikyaku-status"))
                .containsExactlyInAnyOrder(
                        "dynamodb:UpdateItem",
                        "s3:GetObject",
                        "s3:ListBucket",
                        "sqs:SendMessage",
                        "logs:CreateLogStream",
                        "logs:PutLogEvents");
        assertThat(made.resource("module.mail.aws_iam_role_policy.status[0]").toString())
                .contains("shop-settings/mail/*")
                .doesNotContain("hikyaku-mail-");
    }

    @Test
    void onlySesOfThisAccountMayInvokeIt() {
        JsonNode permission = made.resource("module.mail.aws_lambda_permission.status[0]");

        assertThat(permission.path("principal").asText()).isEqualTo("ses.amazonaws.com");
        assertThat(permission.path("source_account").asText()).isEqualTo("000000000000");
        assertThat(permission.path("source_arn").asText()).contains(":receipt-rule-set/hikyaku:receipt-rule/");
    }

    @Test
    void whereItIsNotWantedNothingOfItIsMade() {
        assertThat(Rendering.of("one-account").resources().fieldNames())
                .toIterable()
                .noneMatch(address -> address.contains(".status"));
    }
}
