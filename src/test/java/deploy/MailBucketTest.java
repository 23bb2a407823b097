package deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** The bucket has the only copy of a mail. A deleted mail can be restored for some days only. */
class MailBucketTest {

    private final Rendering made = Rendering.of("one-account");

    @Test
    void aMailThatIsDeletedIsThereForTwoWeeksMore() {
        JsonNode rule = rule("forget");

        assertThat(made.resource("module.mail.aws_s3_bucket_versioning.mail")
                        .at("/versioning_configuration/0/status")
                        .asText())
                .isEqualTo("Enabled");
        assertThat(rule.at("/expiration/0/days").asInt()).isEqualTo(90);
        assertThat(rule.at("/noncurrent_version_expiration/0/noncurrent_days").asInt())
                .isEqualTo(14);
        assertThat(rule("markers")
                        .at("/expiration/0/expired_object_delete_marker")
                        .asBoolean())
                .isTrue();
    }

    /** Deleting a version is final: neither pipeline nor couriers may do it. */
    @Test
    void nothingThatRunsMayDeleteAVersion() {
        Rendering all = Rendering.of("every-option");

        assertThat(all.resources("aws_iam_policy").toString() + all.resources("aws_iam_role_policy"))
                .contains("s3:GetObject")
                .doesNotContain("s3:DeleteObjectVersion", "s3:*", "s3:PutBucketVersioning", "s3:PutLifecycle");
    }

    private JsonNode rule(String id) {
        return Rendering.elements(made.resource("module.mail.aws_s3_bucket_lifecycle_configuration.mail")
                        .path("rule"))
                .filter(rule -> rule.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
