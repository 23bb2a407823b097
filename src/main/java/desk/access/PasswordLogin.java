package desk.access;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import settings.DeskUser;
import settings.Settings;

/** Logs in the users of the settings, each with its role. Without users in the settings, no login succeeds. */
@ApplicationScoped
class PasswordLogin implements IdentityProvider<UsernamePasswordAuthenticationRequest> {

    /** Number of threads that logins may occupy: one computes, the others wait for it. */
    static final int PLACES = 8;

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String RETRY_AFTER_SECONDS = "5";

    private final Semaphore places = new Semaphore(PLACES);
    private final Map<String, DeskUser> users;
    private final PasswordVerifier passwords;

    PasswordLogin(Settings settings) {
        this.users = settings.desk().users();
        this.passwords = new PasswordVerifier(users.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, user -> user.getValue().password())));
    }

    @Override
    public Class<UsernamePasswordAuthenticationRequest> getRequestType() {
        return UsernamePasswordAuthenticationRequest.class;
    }

    /**
     * Only these few threads wait for a computation. Further logins get 429, so that threads remain for health checks.
     */
    @Override
    public Uni<SecurityIdentity> authenticate(
            UsernamePasswordAuthenticationRequest request, AuthenticationRequestContext context) {
        String name = request.getUsername();
        String password = new String(request.getPassword().getPassword());
        if (passwords.isKnown(name, password)) {
            return Uni.createFrom().item(identity(name));
        }
        if (!places.tryAcquire()) {
            comeAgain(HttpSecurityUtils.getRoutingContextAttribute(request));
            return Uni.createFrom().failure(new AuthenticationFailedException());
        }
        return context.runBlocking(() -> checked(name, password))
                .onFailure(RejectedExecutionException.class)
                .invoke(() -> places.release());
    }

    private SecurityIdentity checked(String name, String password) {
        try {
            if (!passwords.isRight(name, password)) {
                AuditLog.refused(users.containsKey(name) ? name : "somebody", "login", "");
                throw new AuthenticationFailedException();
            }
            return identity(name);
        } finally {
            places.release();
        }
    }

    /** Sends the answer itself, so that Quarkus sends no challenge for a password. */
    private static void comeAgain(RoutingContext call) {
        call.response()
                .setStatusCode(TOO_MANY_REQUESTS)
                .putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .end("Too many logins at once. Please try again.\n");
    }

    private SecurityIdentity identity(String name) {
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(name))
                .addRole(Roles.of(users.get(name).role()))
                .build();
    }
}
