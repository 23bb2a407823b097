package doctor.aws;

import static doctor.aws.PolicyDocument.Evaluation.ALLOWED;
import static doctor.aws.PolicyDocument.Evaluation.REFUSED;
import static doctor.aws.PolicyDocument.Evaluation.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evaluator itself: an element that it does not know must count neither as allowed nor as refused. */
class PolicyDocumentTest {

    private static final PolicyDocument.Request STORE = new PolicyDocument.Request(
            "ses.amazonaws.com",
            "s3:PutObject",
            "arn:aws:s3:::mail/inbox/shop/id",
            Map.of(
                    "aws:sourceaccount", "111111111111",
                    "aws:sourcearn", "arn:aws:ses:us-east-1:111111111111:receipt-rule-set/main:receipt-rule/shop"));

    private static final String SES =
            "'Effect': 'Allow', 'Principal': {'Service': 'ses.amazonaws.com'}, 'Action': 's3:PutObject', 'Resource':";

    @Test
    void whatNothingAllowsIsRefused() {
        assertThat(decided("{" + SES + " 'arn:aws:s3:::mail/inbox/*'}")).isEqualTo(ALLOWED);
        assertThat(decided("{" + SES + " 'arn:aws:s3:::mail/other/*'}")).isEqualTo(REFUSED);
        assertThat(decided("{" + SES.replace("ses.", "s3.") + " '*'}")).isEqualTo(REFUSED);
        assertThat(decided("{" + SES.replace("Put", "Get") + " '*'}")).isEqualTo(REFUSED);
        assertThat(PolicyDocument.of("").decide(STORE)).isEqualTo(REFUSED);
    }

    @Test
    void actionsAreTheSameInAnyCaseAndResourcesAreNot() {
        assertThat(decided("{" + SES.replace("s3:PutObject", "S3:putobject") + " '*'}"))
                .isEqualTo(ALLOWED);
        assertThat(decided("{" + SES + " 'arn:aws:s3:::MAIL/*'}")).isEqualTo(REFUSED);
    }

    @Test
    void aDenialIsStrongerThanAnyPermission() {
        String deny = ", {'Effect': 'Deny', 'Principal': '*', 'Action': 's3:*', 'Resource': '*'";

        assertThat(decided("{" + SES + " '*'}" + deny + "}")).isEqualTo(REFUSED);
        assertThat(decided("{" + SES + " '*'}" + deny + ", 'Condition': {'StringEquals': {'aws:SourceAccount': '2'}}}"))
                .isEqualTo(ALLOWED);
        assertThat(decided("{" + SES + " '*'}" + deny + ", 'Condition': {'StringEquals': {'aws:SourceVpc': 'v'}}}"))
                .isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'StringEquals': {'aws:SourceAccount': '111111111111'}                     | ALLOWED
            'StringEquals': {'AWS:sourceaccount': ['2', '111111111111']}              | ALLOWED
            'StringEquals': {'aws:SourceAccount': '2'}                                | REFUSED
            'StringNotEquals': {'aws:SourceAccount': '2'}                             | ALLOWED
            'StringLike': {'aws:SourceAccount': '1111*'}                              | ALLOWED
            'ArnLike': {'aws:SourceArn': 'arn:aws:ses:*:111111111111:receipt-rule-set/main:receipt-rule/*'} | ALLOWED
            'ArnLike': {'aws:SourceArn': 'arn:aws:ses:*:receipt-rule-set/main:receipt-rule/*'} | REFUSED
            'ArnLike': {'aws:SourceArn': 'arn:aws:ses:us-east-1:111111111111:receipt-rule-set/other:*'} | REFUSED
            'ForAnyValue:StringEqualsIfExists': {'aws:SourceAccount': '111111111111'} | ALLOWED
            'Null': {'aws:SourceAccount': 'true'}                                     | REFUSED
            'StringEquals': {'aws:PrincipalOrgID': 'o-1'}                             | UNKNOWN
            'IpAddress': {'aws:SourceAccount': '1.1.1.1/8'}                           | UNKNOWN
            'StringEquals': {'aws:SourceAccount': '${aws:PrincipalAccount}'}          | UNKNOWN
            """, quoteCharacter = '"')
    void aConditionHoldsOrNotOrIsNotKnown(String condition, PolicyDocument.Evaluation decision) {
        assertThat(decided("{" + SES + " '*', 'Condition': {" + condition.strip() + "}}"))
                .isEqualTo(decision);
    }

    @Test
    void whatIsNoPolicyIsNotKnown() {
        assertThat(PolicyDocument.of("no JSON").decide(STORE)).isEqualTo(UNKNOWN);
        assertThat(decided("{" + SES + " '*', 'NotPrincipal': '*'}")).isEqualTo(UNKNOWN);
    }

    @Test
    void aPatternOfManyStarsTakesNoTime() {
        String pattern = "*a".repeat(2000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(Wildcard.matches(pattern, "a".repeat(1999) + "b"))
                        .isFalse());
        assertThat(Wildcard.matches("a?c*", "abcd")).isTrue();
        assertThat(Wildcard.matches("a?c", "ac")).isFalse();
    }

    private static PolicyDocument.Evaluation decided(String statements) {
        return PolicyDocument.of(("{'Statement': [" + statements + "]}").replace('\'', '"'))
                .decide(STORE);
    }
}
