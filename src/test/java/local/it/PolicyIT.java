package local.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;
import static ledger.DeliveryStatus.DEAD;
import static ledger.DeliveryStatus.DONE;
import static ledger.DeliveryStatus.DROPPED;
import static ledger.DeliveryStatus.HELD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import ledger.DeliveryStatus;
import ledger.Entry;
import local.Pipeline;
import local.Waiting;
import local.cloud.Announcement;
import local.cloud.Ports;
import mail.Verdicts;
import mail.Verdicts.Verdict;
import mail.Verdicts.VerdictType;
import org.junit.jupiter.api.Test;
import policy.Rule;
import settings.PolicyAction;

/**
 * The table of docs/policy.md, row by row: each rule with each action, from the notification to the program. There is a
 * set for each action.
 */
class PolicyIT extends MailJourney {

    private record Row(Rule rule, PolicyAction action, String mail) {}

    @Override
    Map<String, String> changes() {
        Map<String, String> settings = new HashMap<>(Map.of("HIKYAKU_COURIERS_LOOK_EVERY", "PT1S"));
        Stream.of(PolicyAction.values()).forEach(action -> settings.putAll(set(action)));
        return settings;
    }

    private Map<String, String> set(PolicyAction action) {
        String prefix = "HIKYAKU_SETS_" + name(action).toUpperCase(Locale.ROOT) + "_";
        String rules =
                rules(action).map(rule -> rule.key() + ":" + action.key()).collect(joining(","));
        String allowed = Stream.of(Rule.values())
                .filter(rule -> rule != Rule.RECIPIENT_NOT_ALLOWED)
                .map(rule -> address(rule, action))
                .collect(joining(","));
        return Map.ofEntries(
                Map.entry(prefix + "DOMAINS", name(action) + ".example"),
                Map.entry(prefix + "ALIASES", data.resolve("aliases").toString()),
                Map.entry(prefix + "CLUSTER", "one"),
                Map.entry(prefix + "TASK_DEFINITION", "one"),
                Map.entry(prefix + "HAND_OVER", "courier"),
                Map.entry(prefix + "COURIERS_IDLE", "PT10S"),
                Map.entry(prefix + "COURIERS_AT_MOST", "2"),
                Map.entry(prefix + "PIPE_SERVER", "none"),
                Map.entry(prefix + "POLICY_RULES", rules),
                Map.entry(prefix + "POLICY_MAX_SIZE", "2000"),
                Map.entry(prefix + "POLICY_SENDERS_DENIED", "denied@market.example"),
                Map.entry(prefix + "POLICY_SENDERS_ALLOWED", "@market.example"),
                Map.entry(prefix + "POLICY_RECIPIENTS_DENIED", address(Rule.RECIPIENT_DENIED, action)),
                Map.entry(prefix + "POLICY_RECIPIENTS_ALLOWED", allowed));
    }

    @Test
    void everyRuleDoesWhatItsSetSays() throws Exception {
        List<String> aliases = Stream.of(Rule.values())
                .filter(rule -> rule != Rule.UNKNOWN_ADDRESS)
                .map(rule -> rule.key() + ": \"|src/test/resources/keep-first-lines.sh " + rule.key() + "\"")
                .toList();
        Files.write(data.resolve("aliases"), aliases);
        List<Row> rows = new ArrayList<>();

        try (Pipeline pipeline = Pipeline.start(cloud, Ports.free())) {
            for (PolicyAction action : PolicyAction.values()) {
                rules(action).forEach(rule -> rows.add(new Row(rule, action, send(rule, action))));
            }
            Waiting.until("all have come to their end", () -> rows.stream().allMatch(PolicyIT.this::hasEnded));
        }

        assertThat(rows).hasSize(PolicyAction.values().length * Rule.values().length - 2);
        assertThat(rows).allSatisfy(this::assertDone);
        for (Rule rule : Rule.values()) {
            if (rule != Rule.UNKNOWN_ADDRESS) {
                assertThat(Files.readAllLines(kept(rule)))
                        .as("first lines of the two that were delivered")
                        .containsExactlyInAnyOrder(
                                "Return-Path: <" + sender(rule) + ">", "X-Hikyaku-Policy: " + rule.key());
            }
        }
        assertThat(cloud.queues().waiting(cloud.sqs(), cloud.queues().deadLetters()))
                .isEqualTo(Rule.values().length);
    }

    private void assertDone(Row row) {
        Entry entry = deliveries.ofMail(row.mail()).get(0);
        DeliveryStatus expected = switch (row.action()) {
            case DELIVER, MARK -> DONE;
            case HOLD -> HELD;
            case DROP -> DROPPED;
            case DEAD_LETTER -> DEAD;
        };
        String note = row.rule() == Rule.UNKNOWN_ADDRESS
                ? "no alias for this address"
                : row.rule().key();
        assertThat(entry.status()).as("%s", row).isEqualTo(expected);
        assertThat(entry.timeline().stream().anyMatch(event -> event.note().equals(note)))
                .as("%s: %s", row, entry.timeline())
                .isEqualTo(row.action() != PolicyAction.DELIVER);
    }

    private boolean hasEnded(Row row) {
        return status(row.mail()) != null && status(row.mail()).isFinal();
    }

    private Path kept(Rule rule) {
        return data.resolve("kept").resolve(rule.key());
    }

    private String send(Rule rule, PolicyAction action) {
        String text = "Subject: order\r\n\r\n" + "one kettle\r\n".repeat(rule == Rule.TOO_LARGE ? 500 : 1);
        return cloud.mail()
                .accept(sender(rule), List.of(address(rule, action)), text.getBytes(US_ASCII), verdicts(rule));
    }

    private static String sender(Rule rule) {
        return switch (rule) {
            case SENDER_DENIED -> "denied@market.example";
            case SENDER_NOT_ALLOWED -> "order@other.example";
            default -> "order@market.example";
        };
    }

    /**
     * Derives the verdicts from the rule's name: {@code dmarc-fail-reject} is a DMARC verdict FAIL with the policy
     * reject.
     */
    private static Verdicts verdicts(Rule rule) {
        Map<VerdictType, Verdict> verdicts = new HashMap<>(Announcement.PASSED.byCheck());
        String policy = rule.name().startsWith("DMARC_FAIL_") ? rule.key().substring("dmarc-fail-".length()) : "";
        for (VerdictType check : VerdictType.values()) {
            for (Verdict verdict : Verdict.values()) {
                if (rule.name().equals(check + "_" + verdict)
                        || verdict == Verdict.FAIL && rule.name().startsWith(check + "_FAIL_")) {
                    verdicts.put(check, verdict);
                }
            }
        }
        return new Verdicts(verdicts, policy);
    }

    private static String address(Rule rule, PolicyAction action) {
        return rule.key() + "@" + name(action) + ".example";
    }

    /** A mail to an unknown address cannot be delivered. */
    private static Stream<Rule> rules(PolicyAction action) {
        return Stream.of(Rule.values())
                .filter(rule -> rule != Rule.UNKNOWN_ADDRESS || action.compareTo(PolicyAction.HOLD) >= 0);
    }

    private static String name(PolicyAction action) {
        return action.key().replace("-", "");
    }
}
