package policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import addresses.AddressBook;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ledger.Delivery;
import ledger.DeliveryId;
import local.Configuration;
import local.cloud.NoS3;
import mail.Notification;
import mail.RawMail;
import mail.Verdicts;
import mail.Verdicts.Verdict;
import mail.Verdicts.VerdictType;
import org.junit.jupiter.api.Test;
import settings.PolicyAction;
import settings.Settings;

class PoliciesTest {

    private static final Verdicts PASSED = new Verdicts(
            Map.of(
                    VerdictType.SPAM, Verdict.PASS,
                    VerdictType.VIRUS, Verdict.PASS,
                    VerdictType.SPF, Verdict.PASS,
                    VerdictType.DKIM, Verdict.PASS,
                    VerdictType.DMARC, Verdict.PASS),
            "");

    @Test
    void aMailThatPassesEverythingIsDelivered() {
        assertThat(ruling(Map.of(), PASSED)).isEqualTo(new PolicyResult(PolicyAction.DELIVER, List.of(), null));
    }

    @Test
    void theMostSevereActionIsTakenAndAllRulesAreNamed() {
        PolicyResult ruling = ruling(
                Map.of("rules", "spam-fail:drop"),
                with(Map.of(VerdictType.SPAM, Verdict.FAIL, VerdictType.DMARC, Verdict.FAIL), "quarantine"));

        assertThat(ruling.action()).isEqualTo(PolicyAction.DROP);
        assertThat(ruling.reason()).isEqualTo("spam-fail, dmarc-fail-quarantine");
    }

    @Test
    void theMostSevereActionIsTakenAlsoIfItsRuleComesLast() {
        PolicyResult ruling = ruling(
                Map.of("rules", "spam-fail:mark,dmarc-fail-quarantine:drop"),
                with(Map.of(VerdictType.SPAM, Verdict.FAIL, VerdictType.DMARC, Verdict.FAIL), "quarantine"));

        assertThat(ruling.action()).isEqualTo(PolicyAction.DROP);
        assertThat(ruling.decisive()).isEqualTo(Rule.DMARC_FAIL_QUARANTINE);
    }

    @Test
    void ofTwoRulesWithTheSameActionTheFirstIsSaidToDecide() {
        PolicyResult ruling = ruling(
                Map.of("rules", "spam-fail:drop,dmarc-fail-quarantine:drop"),
                with(Map.of(VerdictType.SPAM, Verdict.FAIL, VerdictType.DMARC, Verdict.FAIL), "quarantine"));

        assertThat(ruling.decisive()).isEqualTo(Rule.SPAM_FAIL);
    }

    @Test
    void aMailToAnAddressOfTheSetThatNoAliasHasIsHeld() {
        PolicyResult ruling = policies(Map.of()).ruling(nowhere("nobody@shop.example"), 1);

        assertThat(ruling.action()).isEqualTo(PolicyAction.HOLD);
        assertThat(ruling.decisive()).isEqualTo(Rule.UNKNOWN_ADDRESS);
    }

    @Test
    void anAddressIsUnknownOnlyWhereNoAliasLeadsSomewhereAndNoneHasIt() {
        assertThat(policies(Map.of())
                        .ruling(nowhere("postmaster@shop.example"), 1)
                        .rules())
                .as("an alias exists, even if it leads to root")
                .isEmpty();
        assertThat(policies(Map.of())
                        .ruling(delivery("order@market.example", "nobody@shop.example", PASSED), 1)
                        .rules())
                .as("the alias led to a tenant when it was read")
                .isEmpty();
    }

    @Test
    void aMailOfNoSetIsDeliveredAsFarAsPolicyGoes() {
        Delivery delivery =
                delivery("order@market.example", "ne-001@shop.example", PASSED).in("gone", "");

        assertThat(policies(Map.of()).ruling(delivery, 1))
                .isEqualTo(new PolicyResult(PolicyAction.DELIVER, List.of(), null));
    }

    @Test
    void whatSesTakesMayBeTheMostAlsoOfAMailThatNobodyFetches() {
        assertThat(policies("none", Map.of("max-size", "41943040"))).isNotNull();
    }

    @Test
    void aDmarcFailureIsWhatItsDomainWantsOfIt() {
        assertThat(ruling(Map.of(), with(Map.of(VerdictType.DMARC, Verdict.FAIL), "reject"))
                        .reason())
                .isEqualTo("dmarc-fail-reject");
        assertThat(ruling(Map.of(), with(Map.of(VerdictType.DMARC, Verdict.FAIL), ""))
                        .reason())
                .isEqualTo("dmarc-fail-none");
    }

    @Test
    void aSizeThatNobodySeesIsRefusedAtTheStart() {
        Settings settings = Configuration.with(Map.of(
                "hikyaku.sets.demo.domains", "shop.example",
                "hikyaku.sets.demo.aliases", "demo/aliases",
                "hikyaku.sets.demo.cluster", "demo",
                "hikyaku.sets.demo.task-definition", "demo",
                "hikyaku.sets.demo.parts", "none",
                "hikyaku.sets.demo.policy.max-size", "10485760"));

        assertThatThrownBy(() -> new Policies(settings, new AddressBook(settings, new NoS3())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("set demo")
                .hasMessageContaining("max-size");
    }

    @Test
    void listsAreOfAddressesDomainsAndTheDomainsBelowThem() {
        Map<String, String> lists = Map.of("senders.denied", "One@bulk.example,@spam.example,@.farm.example,<>");

        assertThat(senders(lists, "one@BULK.example", "any@spam.example", "x@a.b.farm.example", ""))
                .containsOnly("sender-denied");
        assertThat(senders(lists, "two@bulk.example", "any@a.spam.example", "x@farm.example", "x@notspam.example"))
                .containsOnly("");
    }

    @Test
    void whereSomeAreAllowedTheOthersAreNot() {
        Map<String, String> lists =
                Map.of("senders.allowed", "@market.example", "recipients.allowed", "ne-001@shop.example");

        assertThat(senders(lists, "order@market.example", "order@other.example"))
                .containsExactly("", "sender-not-allowed");
        assertThat(policies(lists)
                        .ruling(delivery("order@market.example", "ne-002@shop.example", PASSED), 1)
                        .reason())
                .isEqualTo("recipient-not-allowed");
        assertThat(policies(lists)
                        .ruling(delivery("order@market.example", "ne-001@shop.example#2", PASSED), 1)
                        .reason())
                .as("the second command of an allowed address")
                .isEmpty();
    }

    @Test
    void aMailIsTooLargeOnceItsSizeIsKnown() {
        Policies policies = policies(Map.of("max-size", "1000"));
        Delivery delivery = delivery("order@market.example", "ne-001@shop.example", PASSED);

        assertThat(policies.ruling(delivery, 1000).rules()).isEmpty();
        assertThat(policies.ruling(delivery, 1001).rules()).containsExactly(Rule.TOO_LARGE);
        assertThat(policies.ruling(delivery, Policies.UNKNOWN_SIZE).rules()).isEmpty();
    }

    @Test
    void whatIsNoRuleOrNoActionIsRefusedWithTheSet() {
        assertThatThrownBy(() -> policies(Map.of("rules", "spam-fails:hold")))
                .hasMessage("policy of set demo: no rule of docs/policy.md: spam-fails:hold");
        assertThatThrownBy(() -> policies(Map.of("rules", "spam-fail:refuse")))
                .hasMessageContaining("an action must be deliver, mark, hold, drop or dead-letter: spam-fail:refuse");
        assertThatThrownBy(() -> policies(Map.of("rules", "unknown-address:deliver")))
                .hasMessageContaining("mail without an alias cannot be delivered: ");
        for (String rule : List.of(":hold", "spam-fail", "spam-fail:")) {
            assertThatThrownBy(() -> policies(Map.of("rules", rule))).hasMessageContaining("policy of set demo: ");
        }
        for (String address : List.of("bulk.example", "one@", "@")) {
            assertThatThrownBy(() -> policies(Map.of("senders.denied", address)))
                    .hasMessageContaining("an address must be user@domain");
        }
    }

    @Test
    void oneAddressIsDeniedAndTheDomainsBelowADotAreToo() {
        assertThat(senders(Map.of("senders.denied", "@.example"), "x@farm.example", "x@.example"))
                .containsOnly("sender-denied");
    }

    private static Verdicts with(Map<VerdictType, Verdict> others, String dmarcPolicy) {
        Map<VerdictType, Verdict> all = new HashMap<>(PASSED.byCheck());
        all.putAll(others);
        return new Verdicts(all, dmarcPolicy);
    }

    private static List<String> senders(Map<String, String> policy, String... senders) {
        Policies policies = policies(policy);
        return List.of(senders).stream()
                .map(sender -> policies.ruling(delivery(sender, "ne-001@shop.example", PASSED), 1)
                        .reason())
                .toList();
    }

    private static PolicyResult ruling(Map<String, String> policy, Verdicts verdicts) {
        return policies(policy).ruling(delivery("order@market.example", "ne-001@shop.example", verdicts), 1);
    }

    private static Delivery delivery(String sender, String recipient, Verdicts verdicts) {
        DeliveryId id = new DeliveryId("mail-1", recipient);
        Notification mail = new Notification(
                id.mail(), Instant.EPOCH, sender, List.of(recipient), new RawMail("raw", "raw/1"), verdicts, "");
        return Delivery.of(mail, recipient).in("demo", "ne-001");
    }

    /** A delivery to an address without a tenant. */
    private static Delivery nowhere(String recipient) {
        return delivery("order@market.example", recipient, PASSED).in("demo", "");
    }

    private static Policies policies(Map<String, String> policy) {
        return policies("all", policy);
    }

    private static Policies policies(String parts, Map<String, String> policy) {
        Map<String, String> set = new HashMap<>(Map.of(
                "hikyaku.sets.demo.parts", parts,
                "hikyaku.sets.demo.domains", "shop.example",
                "hikyaku.sets.demo.aliases", "demo/aliases",
                "hikyaku.sets.demo.cluster", "demo",
                "hikyaku.sets.demo.task-definition", "demo"));
        policy.forEach((name, value) -> set.put("hikyaku.sets.demo.policy." + name, value));
        Settings settings = Configuration.with(set);
        return new Policies(settings, new AddressBook(settings, new NoS3()));
    }
}
