package desk.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import settings.Settings;

/**
 * A request is answered only if its host name belongs to this application: localhost, an IP address, {@code
 * quarkus.http.host}, or an entry of {@code hikyaku.desk.hosts}. Any other host name gets 421, for health and metrics
 * too. Otherwise a site whose name resolves to 127.0.0.1 (DNS rebinding) could make a browser send requests here as if
 * from the same site.
 */
@ApplicationScoped
class AllowedHosts {

    private static final int BEFORE_SAME_SITE = CsrfFilter.BEFORE_AUTHENTICATION + 10;
    private static final int MISDIRECTED = 421;

    /** DNS rebinding can redirect a name, but not an IP address. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

    private final Set<String> names = new HashSet<>(Set.of("localhost"));

    AllowedHosts(Settings settings, @ConfigProperty(name = "quarkus.http.host") String own) {
        names.add(plain(own));
        settings.desk().hosts().orElse(Set.of()).forEach(name -> names.add(plain(name)));
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_SAME_SITE);
    }

    private void check(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (isOurs(request)) {
            call.next();
        } else {
            AuditLog.refused("somebody", request.method() + "-for-another-host", request.getHeader(HttpHeaders.HOST));
            call.response()
                    .setStatusCode(MISDIRECTED)
                    .end("This host name is not allowed. Add it to hikyaku.desk.hosts.\n");
        }
    }

    /** In HTTP/2 the host name is in the request line. A request with more than one Host header is refused. */
    private boolean isOurs(HttpServerRequest request) {
        List<String> headers = request.headers().getAll(HttpHeaders.HOST);
        HostAndPort asked = request.authority();
        return headers.size() < 2 && asked != null && isOurs(plain(asked.host()));
    }

    private boolean isOurs(String name) {
        return names.contains(name) || ADDRESS.matcher(name).matches();
    }

    private static String plain(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
