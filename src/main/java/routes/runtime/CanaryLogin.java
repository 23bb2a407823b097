package routes.runtime;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import jakarta.mail.PasswordAuthentication;
import org.apache.camel.component.mail.MailAuthenticator;
import settings.CanarySettings;
import settings.Settings;

/**
 * The SMTP user for canaries; none unless the settings name one. In an endpoint's URI, JMX would show the password.
 */
@Named("canaryLogin")
@Unremovable
@Singleton
public class CanaryLogin extends MailAuthenticator {

    private final CanarySettings canary;

    CanaryLogin(Settings settings) {
        this.canary = settings.canary();
    }

    @Override
    public PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(
                canary.user().orElse(null), canary.password().orElse(null));
    }
}
