package desk.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Map;
import local.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsCheckTest {

    private static final Map<String, String> MIKA =
            user("$2y$05$58zGLwvAKpkAxd2IhWtNzeptW3E4AqUGyqx0rVEzzpbL25CX8mNne");

    private final AccessSettingsCheck door = new AccessSettingsCheck();

    AccessSettingsCheckTest() {
        door.listening = true;
        door.host = "127.0.0.1";
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1"})
    void onTheSameMachineItMayBeWithoutUsers(String host) {
        door.host = host;

        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1"})
    void openToTheNetworkItNeedsUsers(String host) {
        door.host = host;

        assertThatThrownBy(() -> check(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.http.host=" + host)
                .hasMessageContaining("hikyaku.desk.users.NAME.password");
        assertThatCode(() -> check(MIKA)).doesNotThrowAnyException();
    }

    @Test
    void anIdentityProviderHasItsOwnUsers() {
        door.host = "0.0.0.0";
        door.openId = true;

        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "$2y$99$58zGLwvAKpkAxd2IhWtNzeptW3E4AqUGyqx0rVEzzpbL25CX8mNne"})
    void aPasswordThatIsNoHashIsRefusedAndNotTold(String password) {
        assertThatThrownBy(() -> check(user(password)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("hikyaku.desk.users.mika.password")
                .message()
                .doesNotContain(password);
    }

    @Test
    void whatListensNowhereNeedsNothing() {
        door.listening = false;
        door.host = "0.0.0.0";

        assertThatCode(() -> check(user("secret"))).doesNotThrowAnyException();
    }

    private void check(Map<String, String> users) throws Exception {
        door.check(null, Configuration.with(users));
    }

    private static Map<String, String> user(String password) {
        return Map.of("hikyaku.desk.users.mika.password", password, "hikyaku.desk.users.mika.role", "operator");
    }
}
