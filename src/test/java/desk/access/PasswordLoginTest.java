package desk.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.credential.PasswordCredential;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.UsernamePasswordAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import local.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PasswordLoginTest {

    private static final String HASH = "$2y$05$58zGLwvAKpkAxd2IhWtNzeptW3E4AqUGyqx0rVEzzpbL25CX8mNne";

    @RegisterExtension
    final AuditLines audit = new AuditLines();

    private final PasswordLogin users = new PasswordLogin(Configuration.with(
            Map.of("hikyaku.desk.users.mika.password", HASH, "hikyaku.desk.users.mika.role", "operator")));

    /** The work of the application's threads, in order. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private final List<String> answered = new ArrayList<>();
    private final List<String> outcomes = new ArrayList<>();
    private boolean noThreads;

    @Test
    void aFloodOfLoginsTakesAFewThreadsAndTheRestIsToldToComeAgain() {
        for (int i = 0; i < 300; i++) {
            logIn("mika", "wrong " + i);
        }

        assertThat(waiting).hasSize(PasswordLogin.PLACES);
        assertThat(answered)
                .hasSize(300 - PasswordLogin.PLACES)
                .allSatisfy(answer ->
                        assertThat(answer).contains("setStatusCode[429]", "putHeader[retry-after, 5]", "end["));
    }

    @Test
    void afterTheFloodARightLoginGetsIn() {
        for (int i = 0; i < 20; i++) {
            logIn("mika", "wrong " + i);
        }
        waiting.forEach(Runnable::run);
        waiting.clear();
        outcomes.clear();

        logIn("mika", "viewer");
        waiting.remove().run();

        assertThat(outcomes).containsExactly("mika [operator]");
    }

    @Test
    void duringTheFloodTheOneWhoIsInStaysIn() {
        logIn("mika", "viewer");
        waiting.remove().run();
        for (int i = 0; i < 20; i++) {
            logIn("nobody", "wrong " + i);
        }
        outcomes.clear();

        logIn("mika", "viewer");
        logIn("mika", "Viewer");

        assertThat(outcomes).containsExactly("mika [operator]", "AuthenticationFailedException");
    }

    @Test
    void threadsThatAreNotThereTakeNoPlace() {
        noThreads = true;
        for (int i = 0; i < 20; i++) {
            logIn("mika", "viewer");
        }
        noThreads = false;

        logIn("mika", "viewer");

        assertThat(waiting).hasSize(1);
        assertThat(answered).isEmpty();
    }

    @Test
    void aWrongLoginIsOnRecordUnderANameThatThereIs() {
        logIn("mika", "wrong");
        waiting.remove().run();
        logIn("buyer@market.example", "wrong");
        waiting.remove().run();

        assertThat(audit.lines()).containsExactly("mika refused login -", "somebody refused login -");
    }

    private void logIn(String name, String password) {
        var request = new UsernamePasswordAuthenticationRequest(name, new PasswordCredential(password.toCharArray()));
        HttpSecurityUtils.setRoutingContextAttribute(request, call());
        users.authenticate(request, new Threads())
                .subscribe()
                .with(
                        user -> outcomes.add(user.getPrincipal().getName() + " " + user.getRoles()),
                        failure -> outcomes.add(failure.getClass().getSimpleName()));
    }

    private RoutingContext call() {
        StringBuilder calls = new StringBuilder();
        HttpServerResponse[] response = {null};
        response[0] = proxy(HttpServerResponse.class, (method, arguments) -> {
            calls.append(method).append(Arrays.toString(arguments)).append(' ');
            if (method.equals("end")) {
                answered.add(calls.toString());
                return null;
            }
            return response[0];
        });
        return proxy(RoutingContext.class, (method, arguments) -> response[0]);
    }

    private interface Call {
        Object answer(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                PasswordLoginTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call.answer(method.getName(), arguments)));
    }

    private final class Threads implements AuthenticationRequestContext {
        @Override
        public Uni<SecurityIdentity> runBlocking(Supplier<SecurityIdentity> work) {
            return Uni.createFrom().emitter(emitter -> {
                if (noThreads) {
                    throw new RejectedExecutionException();
                }
                waiting.add(() -> {
                    try {
                        emitter.complete(work.get());
                    } catch (AuthenticationFailedException e) {
                        emitter.fail(e);
                    }
                });
            });
        }
    }
}
