package desk.jmx;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Whoever has come in by the console's door. Who is on the machine itself, with JConsole for instance, has no name there. */
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
