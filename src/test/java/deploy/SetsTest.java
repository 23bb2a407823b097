package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import settings.HandOverMode;
import settings.MailServer;
import settings.MailSet;
import settings.Settings;

/** The product reads exactly the environment that Terraform sets in the tasks. */
class SetsTest {

    @Test
    void theFiveLinesInTheDocsAddASetAndChangeNothingElse() throws IOException {
        Map<String, String> before = Rendering.of("one-account").environment("pipeline");
        Map<String, String> after = Rendering.of("one-more-set").environment("pipeline");

        Map<String, String> added = new TreeMap<>(after);
        added.keySet().removeAll(before.keySet());
        assertThat(after).containsAllEntriesOf(before);
        assertThat(added.keySet()).isNotEmpty().allMatch(name -> name.startsWith("HIKYAKU_SETS_BOOKS_"));
        assertThat(Files.readAllLines(Path.of("docs/deploy.md")))
                .filteredOn(line -> line.startsWith("+"))
                .hasSize(5);

        assertThat(settings(before).sets()).containsOnlyKeys("shop");
        assertThat(settings(after).sets()).containsOnlyKeys("shop", "books");
    }

    @Test
    void aSetIsWhatItsLinesSay() {
        MailSet books = settings(Rendering.of("one-more-set").environment("pipeline"))
                .sets()
                .get("books");

        assertThat(books.domains()).isEqualTo(Set.of("books.example"));
        assertThat(books.aliases()).isEqualTo("s3://books-settings/mail/aliases");
        assertThat(books.cluster()).isEqualTo("hikyaku-books");
        assertThat(books.taskDefinition()).isEqualTo("hikyaku-books");
        assertThat(books.timeLimit()).isEqualTo(Duration.ofMinutes(5));
        assertThat(books.subnets()).contains(List.of("subnet-0123456789abcdef0", "subnet-0123456789abcdef1"));
        assertThat(books.handOver()).isEqualTo(HandOverMode.TASK);
    }

    @Test
    void aSetWithCouriersGetsTheirQueueAndItsOtherSettings() {
        MailSet shop = settings(Rendering.of("two-accounts").environment("pipeline"))
                .sets()
                .get("shop");

        assertThat(shop.handOver()).isEqualTo(HandOverMode.COURIER);
        assertThat(shop.couriers().queue())
                .contains("https://sqs.ap-northeast-1.amazonaws.com/222222222222/hikyaku-work-shop.fifo");
        assertThat(shop.couriers().atMost()).isEqualTo(20);
        assertThat(shop.capacityProviders()).contains(List.of("FARGATE_SPOT", "FARGATE"));
        assertThat(shop.pipe().server()).isEqualTo(MailServer.POSTFIX);
        assertThat(shop.policy().maxSize()).isEqualTo(10485760);
        assertThat(shop.canary()).contains("canary@shop.example");
    }

    @Test
    void aSetsRuleStoresItsMailWhereTheSetsInboxIsAndNoOtherRuleDoes() {
        Rendering made = Rendering.of("two-sets");
        Map<String, MailSet> sets = settings(made.environment("pipeline")).sets();

        assertThat(sets).containsOnlyKeys("shop", "books");
        sets.forEach((name, set) -> {
            JsonNode rule = made.resource("module.mail.aws_ses_receipt_rule.store[\"" + name + "\"]");
            String place = rule.at("/s3_action/0/bucket_name").asText() + "/"
                    + rule.at("/s3_action/0/object_key_prefix").asText();
            assertThat(set.inbox()).contains(place);
            assertThat(Grant.texts(rule.path("recipients"))).containsExactlyInAnyOrderElementsOf(set.domains());
        });
        assertThat(made.resources("aws_ses_receipt_rule")).hasSize(2);
    }

    /** The tag by which AWS reports the costs of each set. */
    @Test
    void whatBelongsToASetHasItsTag() {
        Rendering made = Rendering.of("two-sets");

        for (String type : List.of("aws_ecs_cluster.set", "aws_ecs_task_definition.courier", "aws_iam_role.courier")) {
            for (String set : List.of("shop", "books")) {
                assertThat(made.resource("module.work." + type + "[\"" + set + "\"]")
                                .at("/tags/set")
                                .asText())
                        .isEqualTo(set);
            }
        }
    }

    @Test
    void aCourierKnowsItsOwnSetOnly() {
        Settings courier = settings(Rendering.of("one-more-set").environment("courier[\"books\"]"));

        assertThat(courier.sets()).containsOnlyKeys("books");
        assertThat(courier.sets().get("books").inbox())
                .hasValueSatisfying(inbox -> assertThat(inbox).endsWith("/inbox/books/"));
        assertThat(courier.ledgerTable()).isEqualTo("hikyaku-deliveries");
    }

    @Test
    void queuesAndBucketsAreThoseThatAreMade() {
        SmallRyeConfig pipeline = config(Rendering.of("two-accounts").environment("pipeline"));

        for (String queue : List.of("mail", "receipts", "task-events", "dead-letters")) {
            assertThat(pipeline.getRawValue("hikyaku.queue." + queue))
                    .isEqualTo("https://sqs.ap-northeast-1.amazonaws.com/222222222222/hikyaku-" + queue);
        }
        assertThat(pipeline.getRawValue("hikyaku.bucket.parts")).isEqualTo("hikyaku-parts-222222222222-ap-northeast-1");
        assertThat(pipeline.getRawValue("hikyaku.canary.host")).isEqualTo("inbound-smtp.ap-northeast-1.amazonaws.com");
        assertThat(pipeline.getConfigMapping(Settings.class).sets().get("shop").inbox())
                .contains("hikyaku-mail-111111111111-ap-northeast-1/inbox/shop/");
    }

    @Test
    void whereSesReceivesInAnotherRegionTheMailIsThereAndAllElseAtHome() {
        Rendering made = Rendering.of("cross-region");
        SmallRyeConfig pipeline = config(made.environment("pipeline"));

        assertThat(pipeline.getRawValue("hikyaku.aws.region")).isEqualTo("ap-northeast-3");
        assertThat(pipeline.getRawValue("hikyaku.aws.kms-region")).isEqualTo("us-east-1");
        assertThat(pipeline.getRawValue("hikyaku.canary.host")).isEqualTo("inbound-smtp.us-east-1.amazonaws.com");
        assertThat(pipeline.getConfigMapping(Settings.class).sets().get("shop").inbox())
                .contains("hikyaku-mail-000000000000-us-east-1/inbox/shop/");
        assertThat(made.resources("aws_sns_topic_subscription").values()).allSatisfy(subscription -> {
            assertThat(subscription.path("topic_arn").asText()).contains(":us-east-1:");
            assertThat(subscription.path("endpoint").asText()).contains(":ap-northeast-3:");
            assertThat(subscription.path("region").asText()).isEqualTo("us-east-1");
        });
    }

    private static Settings settings(Map<String, String> environment) {
        return config(environment).getConfigMapping(Settings.class);
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        try {
            return new SmallRyeConfigBuilder()
                    .withSources(new PropertiesConfigSource(
                            Settings.class.getClassLoader().getResource("application.properties")))
                    .withSources(new EnvConfigSource(environment, 300))
                    .withMapping(Settings.class)
                    .withValidateUnknown(false)
                    .addDefaultInterceptors()
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
