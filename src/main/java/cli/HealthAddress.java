package cli;

import io.smallrye.config.PropertiesLocationConfigSourceFactory;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;

/**
 * The address at which the pipeline of this machine answers, from its settings. They are read without Quarkus, whose
 * start takes a second.
 */
final class HealthAddress {

    private static final String HOST = "quarkus.http.host";
    private static final String PORT = "quarkus.http.port";
    private static final String TLS_PORT = "quarkus.http.ssl-port";
    private static final String WITHOUT_TLS = "quarkus.http.insecure-requests";
    private static final int LAST_PORT = 65535;

    private HealthAddress() {}

    /**
     * @return the settings of a pipeline: its environment, system properties and files of quarkus.config.locations,
     *     which take precedence over the defaults
     */
    static SmallRyeConfig settings() {
        return withDefaults(new SmallRyeConfigBuilder().addSystemSources());
    }

    static SmallRyeConfig withDefaults(SmallRyeConfigBuilder sources) {
        return sources.addDefaultInterceptors()
                .withProfile("pipeline")
                .withSources(new PropertiesLocationConfigSourceFactory())
                .withDefaultValue(
                        "smallrye.config.locations", "${quarkus.config.locations:config/application.properties}")
                .withDefaultValue(HOST, "127.0.0.1")
                .withDefaultValue(PORT, "8080")
                .withDefaultValue(TLS_PORT, "8443")
                .withDefaultValue(WITHOUT_TLS, "enabled")
                .build();
    }

    /**
     * @throws IllegalArgumentException if the settings give no address; the message names the setting and the remedy
     */
    static URI of(SmallRyeConfig settings, String check) {
        boolean plain = value(settings, WITHOUT_TLS).equalsIgnoreCase("enabled");
        int port = port(settings, plain ? PORT : TLS_PORT);
        String address = (plain ? "http://" : "https://") + host(value(settings, HOST)) + ":" + port;
        try {
            return URI.create(address + "/q/health/" + check);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(HOST + " is neither a host name nor an IP address: set it to one", e);
        }
    }

    /** A server that listens at every address also listens at 127.0.0.1. */
    private static String host(String listens) {
        String host = listens.replaceAll("[\\[\\]]", "");
        return switch (host) {
            case "0.0.0.0" -> "127.0.0.1";
            case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
            default -> host.contains(":") ? "[" + host + "]" : host;
        };
    }

    private static int port(SmallRyeConfig settings, String name) {
        String value = value(settings, name);
        if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > LAST_PORT || Integer.parseInt(value) == 0) {
            throw new IllegalArgumentException(
                    name + " is \"" + value + "\", which is not a port: set it to one from 1 to " + LAST_PORT);
        }
        return Integer.parseInt(value);
    }

    private static String value(SmallRyeConfig settings, String name) {
        String value = settings.getConfigValue(name).getValue();
        return value == null ? "" : value.strip();
    }
}
