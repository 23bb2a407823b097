package deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The evaluator itself: an element that it does not know must not count as allowed. */
class PermissionsTest {

    private static final String QUEUE = "arn:aws:sqs:us-east-1:111111111111:work-shop.fifo";

    @Test
    void whatNothingAllowsIsRefused() throws Exception {
        Permissions one = of("{'Effect': 'Allow', 'Action': 'sqs:Send*', 'Resource': '" + QUEUE + "'}");

        assertThat(one.allow(new Ask("role", "sqs:SendMessage", QUEUE))).isTrue();
        assertThat(one.allow(new Ask("role", "sqs:ReceiveMessage", QUEUE))).isFalse();
        assertThat(one.allow(new Ask("role", "sqs:SendMessage", QUEUE + "x"))).isFalse();
        assertThat(one.allow(new Ask("other", "sqs:SendMessage", QUEUE))).isFalse();
    }

    @Test
    void aWildcardStaysInItsPartOfTheArn() throws Exception {
        Permissions one = of("{'Effect': 'Allow', 'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:*:work-*'}");
        Permissions whole =
                of("{'Effect': 'Allow', 'Action': 'sqs:SendMessage', 'Resource': 'arn:aws:sqs:*:*:work-*.fifo'}");

        assertThat(one.allow(new Ask("role", "sqs:SendMessage", QUEUE))).isFalse();
        assertThat(whole.allow(new Ask("role", "sqs:SendMessage", QUEUE))).isTrue();
        assertThat(whole.allow(new Ask("role", "sqs:SendMessage", QUEUE.replace(".fifo", "-fifo"))))
                .isFalse();
    }

    @Test
    void aDenialIsStrongerThanAnyPermission() throws Exception {
        Permissions both = of(
                "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}",
                "{'Effect': 'Deny', 'Action': ['sqs:sendmessage'], 'Resource': '*'}");

        assertThat(both.allow(new Ask("role", "sqs:ReceiveMessage", QUEUE))).isTrue();
        assertThat(both.allow(new Ask("role", "sqs:SendMessage", QUEUE))).isFalse();
    }

    @Test
    void aConditionHoldsForARequestThatHasItsKey() throws Exception {
        Permissions one = of("{'Effect': 'Allow', 'Action': 'ecs:ListTasks', 'Resource': '*', 'Condition':"
                + " {'ArnLike': {'ecs:cluster': 'arn:aws:ecs:x:1:cluster/hikyaku-*'}}}");

        assertThat(one.allow(listing("arn:aws:ecs:x:1:cluster/hikyaku-shop"))).isTrue();
        assertThat(one.allow(listing("arn:aws:ecs:x:1:cluster/other"))).isFalse();
        assertThat(one.allow(new Ask("role", "ecs:ListTasks", "*"))).isFalse();
    }

    @Test
    void aConditionForAllValuesAsksEachOfThemAndHoldsWhereThereIsNone() throws Exception {
        String like = "'ForAllValues:StringLike': {'dynamodb:LeadingKeys': ['shop.example/*', 'b.example/*']}";
        Permissions loose = of(updating(like));
        Permissions strict = of(updating(like + ", 'Null': {'dynamodb:LeadingKeys': 'false'}"));

        for (Permissions one : List.of(loose, strict)) {
            assertThat(one.allow(update("shop.example/1"))).isTrue();
            assertThat(one.allow(update("shop.example/1", "b.example/2"))).isTrue();
            assertThat(one.allow(update("shop.example/1", "books.example/2"))).isFalse();
            assertThat(one.allow(update("books.example/shop.example/2"))).isFalse();
            assertThat(one.allow(update("shop.example"))).isFalse();
        }
        assertThat(loose.allow(update())).isTrue();
        assertThat(strict.allow(update())).isFalse();
    }

    private static String updating(String condition) {
        return "{'Effect': 'Allow', 'Action': 'dynamodb:UpdateItem', 'Resource': '*', 'Condition': {" + condition
                + "}}";
    }

    private static Ask update(String... keys) {
        return new Ask("role", "dynamodb:UpdateItem", "*", Map.of("dynamodb:LeadingKeys", Set.of(keys)));
    }

    @Test
    void whatNobodyEvaluatesIsAnError() {
        String allow = "{'Effect': 'Allow', 'Action': '*', ";

        assertThatThrownBy(() -> of(allow + "'Resource': '*', 'Condition': {'IpAddress': {'aws:SourceIp': '::1'}}}"))
                .hasMessageContaining("IpAddress");
        assertThatThrownBy(() -> of(allow + "'NotResource': '" + QUEUE + "'}")).hasMessageContaining("NotResource");
        assertThatThrownBy(() -> of(allow + "'Resource': '${aws:username}'}")).hasMessageContaining("${aws:username}");
    }

    private static Ask listing(String cluster) {
        return Ask.with("role", "ecs:ListTasks", "*", Map.of("ecs:cluster", cluster));
    }

    private static Permissions of(String... statements) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Set<Grant> grants = Set.of();
        for (String statement : statements) {
            JsonNode one = json.readTree(statement.replace('\'', '"'));
            grants = Stream.concat(grants.stream(), Grant.of("role", one)).collect(Collectors.toSet());
        }
        return new Permissions(grants);
    }
}
