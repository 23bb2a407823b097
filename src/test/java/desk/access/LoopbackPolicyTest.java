package desk.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackPolicyTest {

    private static final SecurityIdentity NOBODY =
            QuarkusSecurityIdentity.builder().setAnonymous(true).build();
    private static final SecurityIdentity VIEWER = QuarkusSecurityIdentity.builder()
            .setAnonymous(true)
            .addRole(Roles.VIEWER)
            .build();

    private final LoopbackPolicy fromHere = new LoopbackPolicy();

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.1", "::1", "0:0:0:0:0:0:0:1"})
    void theSameMachineNeedsNoUser(String address) {
        assertThat(isPermitted(address, NOBODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "192.0.2.1", "2001:db8::1", "169.254.170.2"})
    void othersNeedOneWhoMayLook(String address) {
        assertThat(isPermitted(address, NOBODY)).isFalse();
        assertThat(isPermitted(address, VIEWER)).isTrue();
    }

    /** A connection over a Unix socket has no address. */
    @Test
    void whatHasNoAddressIsNotHere() {
        assertThat(isPermitted(null, NOBODY)).isFalse();
    }

    @Test
    void itsNameIsThatOfTheSettings() {
        assertThat(fromHere.name()).isEqualTo("from-here");
    }

    private boolean isPermitted(String address, SecurityIdentity user) {
        SocketAddress remote = answering(SocketAddress.class, Map.of("hostAddress", address == null ? "" : address));
        if (address == null) {
            remote = (SocketAddress) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {SocketAddress.class}, (proxy, method, args) -> null);
        }
        HttpConnection connection = answering(HttpConnection.class, Map.of("remoteAddress", remote));
        // the policy must not use the request's own headers: calling any other method fails
        HttpServerRequest request = answering(HttpServerRequest.class, Map.of("connection", connection));
        RoutingContext call = answering(RoutingContext.class, Map.of("request", request));
        return fromHere.checkPermission(call, Uni.createFrom().item(user), null)
                .await()
                .indefinitely()
                .isPermitted();
    }

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                LoopbackPolicyTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    assertThat(answers).containsKey(method.getName());
                    return answers.get(method.getName());
                }));
    }
}
