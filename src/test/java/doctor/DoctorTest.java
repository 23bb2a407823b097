package doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import doctor.CheckResult.CheckState;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import json.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Examines the account that deploy/terraform creates, with each error of {@link Break}, one at a time. */
class DoctorTest {

    /** Arrows that are never broken, because they only report that another account must be checked. */
    private static final String ACCOUNT_OF_MAIL = "mail-account";

    /** The ledger's own queries, which the tests answer from memory. */
    private static final Set<String> OF_THE_LEDGER = Set.of("dynamodb:Query", "dynamodb:BatchGetItem");

    private static Patient patient;

    @BeforeAll
    static void open() throws IOException {
        patient = new Patient();
    }

    @AfterAll
    static void close() {
        patient.close();
    }

    @Test
    void theAccountThatTerraformMakesIsWhole() {
        Diagnosis diagnosis = patient.is(RenderedAccount.whole()).examined();

        assertThat(names(diagnosis, CheckState.BROKEN))
                .as(diagnosis.lines().toString())
                .isEmpty();
        assertThat(names(diagnosis, CheckState.NOT_ASKED))
                .as(diagnosis.lines().toString())
                .isEmpty();
        assertThat(names(diagnosis, CheckState.SKIPPED)).containsExactlyInAnyOrder("rule-key[books]", "rule-key[shop]");
        assertThat(diagnosis.exitCode()).isZero();
        assertThat(diagnosis.lines()).contains("whole");
        assertThat(patient.door().unknown()).isEmpty();
    }

    @Test
    void aNetworkWithEndpointsForAllServicesNeedsNoInternet() {
        Diagnosis diagnosis = patient.is(RenderedAccount.withoutInternet()).examined();

        assertThat(diagnosis.exitCode()).as(diagnosis.lines().toString()).isZero();
    }

    static List<Break> breaks() {
        return Break.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void whatIsBrokenIsTheFirstBrokenArrowAndNothingElseIsCalledBroken(Break one) throws Exception {
        Diagnosis diagnosis = patient.is(one.account().apply(RenderedAccount.whole()))
                .examined(patient.visit().with(one.settings()));

        assertThat(diagnosis.firstBroken()).as(diagnosis.lines().toString()).isEqualTo(one.arrow());
        assertThat(kinds(names(diagnosis, CheckState.BROKEN)))
                .isEqualTo(Stream.of(kind(one.arrow()), one.also())
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()));
        assertThat(diagnosis.exitCode()).isEqualTo(Diagnosis.BROKEN);
        CheckResult broken = diagnosis.arrows().stream()
                .filter(arrow -> arrow.state() == CheckState.BROKEN)
                .findFirst()
                .orElseThrow();
        assertThat(broken.detail()).isNotEmpty();
        assertThat(broken.remedy()).isNotEmpty();
        assertThat(broken.command()).isNotEmpty();
        assertNothingOfAMailIsPrinted(diagnosis);
    }

    private static void assertNothingOfAMailIsPrinted(Diagnosis diagnosis) throws Exception {
        String json = Json.mapper().writeValueAsString(diagnosis);
        assertThat(json + diagnosis.lines()).doesNotContain("@").doesNotContain("receive-mail.php");
        JsonNode read = AwsAccount.JSON.readTree(json);
        assertThat(read.path("firstBroken").asText()).isEqualTo(diagnosis.firstBroken());
        assertThat(read.path("arrows").size()).isEqualTo(diagnosis.arrows().size());
    }

    @Test
    void everyArrowHasABreakThatIsFound() {
        Set<String> broken = kinds(Break.all().stream().map(Break::arrow).toList());
        broken.add(ACCOUNT_OF_MAIL);
        broken.add("credentials");

        assertThat(broken)
                .containsExactlyInAnyOrderElementsOf(
                        Doctor.arrows().stream().map(Arrow::name).toList());
        assertThat(Break.all()).hasSizeGreaterThan(40);
    }

    @Test
    void whoIsUnknownToAwsHasNoCredentialsAndIsToldNothingElse() {
        Diagnosis diagnosis = patient.is(RenderedAccount.whole())
                .examined(patient.visit().by(AccountDoor.STRANGER).skipping("mx"));

        assertThat(diagnosis.firstBroken()).isEqualTo("credentials");
        assertThat(names(diagnosis, CheckState.BROKEN)).containsExactly("credentials");
        assertThat(names(diagnosis, CheckState.WHOLE)).containsExactly("clock");
    }

    @Test
    void whoHasNoCredentialsIsToldSo() {
        Diagnosis diagnosis =
                patient.is(RenderedAccount.whole()).examined(patient.visit().by("NOBODY"));

        assertThat(names(diagnosis, CheckState.BROKEN)).containsExactly("credentials");
        assertThat(names(diagnosis, CheckState.WHOLE))
                .contains("clock", "mx[shop.example]")
                .doesNotContain("table");
    }

    static Set<String> permissions() {
        Set<String> permissions = Doctor.arrows().stream()
                .flatMap(arrow -> arrow.permissions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        permissions.removeAll(OF_THE_LEDGER);
        return permissions;
    }

    @ParameterizedTest
    @MethodSource("permissions")
    void whatTheCallerMayNotAskIsNotBroken(String permission) {
        AwsAccount account = permission.equals("ec2:DescribeVpcEndpoints")
                ? RenderedAccount.withoutInternet()
                : RenderedAccount.whole();
        Diagnosis diagnosis =
                patient.is(account.with("/denied", List.of(permission))).examined();

        assertThat(names(diagnosis, CheckState.BROKEN))
                .as(diagnosis.lines().toString())
                .isEmpty();
        assertThat(diagnosis.exitCode()).isEqualTo(Diagnosis.NOT_ASKED);
        assertThat(diagnosis.arrows())
                .filteredOn(arrow -> arrow.detail().equals("missing permission " + permission))
                .isNotEmpty()
                .allSatisfy(arrow -> assertThat(permissionsOf(arrow.arrow())).contains(permission));
    }

    private static List<String> permissionsOf(String name) {
        return Doctor.arrows().stream()
                .filter(arrow -> arrow.name().equals(kind(name)))
                .findFirst()
                .orElseThrow()
                .permissions();
    }

    @Test
    void nothingIsAskedThatNoArrowSays() {
        patient.is(RenderedAccount.whole()).examined();

        assertThat(patient.door().asked()).isSubsetOf(permissions());
    }

    @Test
    void aServiceThatDoesNotAnswerEndsNothingAndIsAskedOnce() {
        Diagnosis diagnosis = patient.is(RenderedAccount.whole().with("/silent", "ses"))
                .examined(patient.visit().within(Duration.ofSeconds(3)));

        assertThat(diagnosis.exitCode()).isEqualTo(Diagnosis.NOT_ASKED);
        assertThat(names(diagnosis, CheckState.BROKEN)).isEmpty();
        assertThat(diagnosis.arrows())
                .filteredOn(arrow -> arrow.detail().equals("ses does not answer within 3 s"))
                .hasSize(1);
    }

    @Test
    void mailOfAnotherAccountIsAskedWithThatAccountsCredentials() {
        AwsAccount other = RenderedAccount.whole()
                .with("/buckets/hikyaku-mail-111111111111-us-east-1/owner", "333333333333")
                .without("/ruleSet");

        Diagnosis diagnosis = patient.is(other).examined();

        assertThat(names(diagnosis, CheckState.BROKEN)).isEmpty();
        assertThat(names(diagnosis, CheckState.NOT_ASKED))
                .contains("mail-account", "rule-set", "topic", "subscription[mail]");
        assertThat(names(diagnosis, CheckState.WHOLE)).contains("queue-policy[mail]", "task-permissions[shop]");
    }

    @Test
    void aPolicyThatCannotBeEvaluatedIsNotBroken() {
        AwsAccount odd = RenderedAccount.whole()
                .replacing(
                        "/queues/hikyaku-mail/Policy",
                        "\"ArnEquals\":{",
                        "\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1\"},\"ArnEquals\":{");

        Diagnosis diagnosis = patient.is(odd).examined();

        assertThat(names(diagnosis, CheckState.BROKEN)).isEmpty();
        assertThat(names(diagnosis, CheckState.NOT_ASKED)).containsExactly("queue-policy[mail]");
    }

    @Test
    void aPartIsAskedAboutItselfOnly() {
        patient.is(RenderedAccount.whole());

        Set<String> mail = kinds(all(patient.examined(patient.visit().only(Scope.MAIL))));
        Set<String> pipeline = kinds(all(patient.examined(patient.visit().only(Scope.PIPELINE))));
        Set<String> courier = kinds(all(patient.examined(patient.visit().only(Scope.COURIER))));

        assertThat(mail).contains("mx", "rule", "subscription").doesNotContain("queue", "cluster", "service");
        assertThat(pipeline).contains("queue", "service", "alarm").doesNotContain("rule", "cluster", "aliases");
        assertThat(courier).contains("cluster", "work-queue", "aliases").doesNotContain("rule", "service");
        assertThat(Stream.of(mail, pipeline, courier).flatMap(Set::stream).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Doctor.arrows().stream().map(Arrow::name).toList());
    }

    @Test
    void whatTheOperatorSkipsIsNotAskedAndHoldsNothingUp() {
        AwsAccount broken =
                RenderedAccount.whole().without("/dns/MX/shop.example").without("/dns/MX/books.example");

        Diagnosis one = patient.is(broken).examined(patient.visit().skipping("mx[shop.example]"));
        Diagnosis all = patient.examined(patient.visit().skipping("mx"));

        assertThat(one.firstBroken()).isEqualTo("mx[books.example]");
        assertThat(all.exitCode()).isZero();
    }

    @Test
    void aLocalCloudIsNotAskedAtAwsForWhatItDoesNotHave() {
        Map<String, java.net.URI> few = new HashMap<>(patient.endpoints());
        few.keySet().removeAll(Set.of("ec2", "dns"));

        Diagnosis diagnosis =
                patient.is(RenderedAccount.whole()).examined(patient.visit().at(few));

        assertThat(names(diagnosis, CheckState.BROKEN)).isEmpty();
        assertThat(diagnosis.lines())
                .contains(
                        "not asked  subnets[shop]: the local cloud has no ec2 (hikyaku.aws.endpoints.ec2)",
                        "not asked  mx[shop.example]: the local cloud has no dns (hikyaku.aws.endpoints.dns)");
    }

    private static List<String> all(Diagnosis diagnosis) {
        return diagnosis.arrows().stream().map(CheckResult::arrow).toList();
    }

    private static List<String> names(Diagnosis diagnosis, CheckState state) {
        return diagnosis.arrows().stream()
                .filter(arrow -> arrow.state() == state)
                .map(CheckResult::arrow)
                .toList();
    }

    private static Set<String> kinds(List<String> names) {
        return names.stream().map(DoctorTest::kind).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String kind(String name) {
        return name.replaceFirst("\\[.*", "");
    }
}
