package desk.jmx;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** The user who logged in to the console. A local user of JConsole, for instance, has no name here. */
@ApplicationScoped
class ConsoleUser implements CurrentUser {

    private static final String NAMELESS = "jmx";

    private final SecurityIdentity user;

    ConsoleUser(SecurityIdentity user) {
        this.user = user;
    }

    /** Jolokia calls a bean in its request's thread. */
    @Override
    public String name() {
        return Arc.container().requestContext().isActive() && !user.isAnonymous()
                ? user.getPrincipal().getName()
                : NAMELESS;
    }
}
