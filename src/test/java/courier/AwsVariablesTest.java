package courier;

import static org.assertj.core.api.Assertions.assertThat;

import archive.MailFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import settings.PipeSettings;

/** A set's program has no credentials of its task's role, unless the set's settings grant them. */
class AwsVariablesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_ROLE_ARN",
                "AWS_PROFILE",
                "AWS_SHARED_CREDENTIALS_FILE",
                "AWS_CONFIG_FILE",
                "ECS_CONTAINER_METADATA_URI",
                "ECS_CONTAINER_METADATA_URI_V4",
                "ECS_AGENT_URI"
            })
    void aProgramDoesNotFindTheRolesCredentials(String variable) {
        assertThat(left(variable, "false")).doesNotContainKey(variable);
        assertThat(left(variable, "true")).containsKey(variable);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_ENDPOINT_URL", "PATH"})
    void whatGivesNoCredentialsStays(String variable) {
        assertThat(left(variable, "false")).containsKey(variable);
    }

    @Test
    void withoutAWordOfTheSetThereAreNone() {
        assertThat(pipe(Map.of()).awsCredentials()).isFalse();
    }

    private static Map<String, String> left(String variable, String asked) {
        Map<String, String> environment = new HashMap<>(Map.of(variable, "secret"));
        LegacyCommand.prepare(
                environment,
                pipe(Map.of("hikyaku.sets.demo.pipe.aws-credentials", asked)),
                new MailFolder(Path.of("")));
        return environment;
    }

    private static PipeSettings pipe(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(changes);
        settings.put("hikyaku.sets.demo.domains", "shop.example");
        settings.put("hikyaku.sets.demo.aliases", "demo/aliases");
        settings.put("hikyaku.sets.demo.cluster", "demo");
        settings.put("hikyaku.sets.demo.task-definition", "demo");
        return Configuration.with(settings).sets().get("demo").pipe();
    }
}
