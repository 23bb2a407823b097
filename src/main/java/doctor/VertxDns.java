package doctor;

import doctor.aws.Calls;
import doctor.aws.NotAsked;
import doctor.aws.Once;
import doctor.aws.SignedRequests;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.dns.DnsClient;
import io.vertx.core.dns.DnsClientOptions;
import io.vertx.core.dns.DnsException;
import io.vertx.core.dns.DnsResponseCode;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Queries the machine's name server, or the one of {@code hikyaku.aws.endpoints.dns}. */
final class VertxDns implements Dns {

    private final Calls calls;
    private final Vertx vertx;
    private final Map<String, URI> endpoints;
    private final Once<DnsClient> client;

    VertxDns(Calls calls, Vertx vertx, Map<String, URI> endpoints) {
        this.calls = calls;
        this.vertx = vertx;
        this.endpoints = endpoints;
        this.client = new Once<>(this::client);
    }

    private DnsClient client() {
        DnsClientOptions options = new DnsClientOptions();
        URI told = endpoints.get("dns");
        if (told != null) {
            options.setHost(told.getHost()).setPort(told.getPort());
        } else if (SignedRequests.isLocal(endpoints)) {
            throw NotAsked.because("the local cloud has no dns (hikyaku.aws.endpoints.dns)");
        }
        return vertx.createDnsClient(options);
    }

    @Override
    public List<MailHost> mailHosts(String domain) {
        return asked(dns -> dns.resolveMX(domain)).stream()
                .map(record -> new MailHost(record.priority(), plain(record.name())))
                .sorted(Comparator.comparingInt(MailHost::preference))
                .toList();
    }

    @Override
    public List<String> alias(String name) {
        return asked(dns -> dns.resolveCNAME(name)).stream()
                .map(VertxDns::plain)
                .toList();
    }

    private <T> List<T> asked(Function<DnsClient, Future<List<T>>> question) {
        DnsClient dns = client.get();
        return calls.within("dns:resolve", () -> {
            try {
                return question.apply(dns)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof DnsException answer && answer.code() == DnsResponseCode.NXDOMAIN) {
                    return List.of();
                }
                throw NotAsked.because(
                        "DNS cannot be queried: " + e.getCause().getClass().getSimpleName());
            }
        });
    }

    private static String plain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }
}
