package desk.access;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import settings.Settings;

/** The application does not start if its port is open to the network without users, or with an unhashed password. */
@ApplicationScoped
class AccessSettingsCheck {

    @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true")
    boolean listening;

    @ConfigProperty(name = "quarkus.http.host")
    String host;

    /** This setting exists only in a build with OpenID Connect. */
    @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false")
    boolean openId;

    void check(@Observes StartupEvent start, Settings settings) throws UnknownHostException {
        if (!listening) {
            return;
        }
        settings.desk().users().forEach((name, user) -> {
            if (!PasswordVerifier.isHash(user.password())) {
                throw new ConfigurationException("hikyaku.desk.users." + name
                        + ".password is not a bcrypt hash: create one with `hikyaku password` or `htpasswd -nB`.");
            }
        });
        if (settings.desk().users().isEmpty()
                && !openId
                && !InetAddress.getByName(host).isLoopbackAddress()) {
            throw new ConfigurationException(
                    "quarkus.http.host=" + host + " opens the desk to the network, but it has no"
                            + " users: add users (hikyaku.desk.users.NAME.password and .role), or listen on 127.0.0.1.");
        }
    }
}
