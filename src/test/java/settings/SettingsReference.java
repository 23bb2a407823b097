package settings;

import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes docs/settings.md: names, types and defaults come from the classes, order and meaning from their sources. */
final class SettingsReference {

    private static final Pattern METHOD = Pattern.compile(
            "(?:/\\*\\*((?:(?!\\*/).)*)\\*/\\s*)?(?:@With\\w+\\([^;]*?\\)\\s*)?(?:\\w[\\w<>, @.()]*?) (\\w+)\\(\\);",
            Pattern.DOTALL);

    private static final String HEAD = """
            # Settings

            This page lists every setting of Hikyaku. It is generated from the classes of `src/main/java/settings/`; `SettingsDocTest` compares both. A setting is read from a system property (`-Dhikyaku.…`), else from an environment variable; else its default applies. Durations are ISO 8601: `PT30S`, `PT15M`, `P60D`. In a variable, `NAME` is the set's name in capitals, with `_` for any other character. The endpoints `box.…` in `src/main/resources/application.properties` connect the routes; do not change them in an installation.
            """;

    private final Properties defaults = new Properties();
    private final StringBuilder text = new StringBuilder(HEAD);

    private SettingsReference() throws IOException {
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            defaults.load(file);
        }
    }

    static String write() throws IOException {
        SettingsReference reference = new SettingsReference();
        reference.group("hikyaku", Settings.class);
        return reference.text.toString();
    }

    private void group(String prefix, Class<?> group) throws IOException {
        String source = source(group);
        text.append("\n## ")
                .append(prefix)
                .append("\n\n")
                .append(description(source, group))
                .append("\n\n");
        text.append("| setting | type | default | environment variable | meaning |\n|---|---|---|---|---|\n");
        Matcher members = METHOD.matcher(source);
        while (members.find()) {
            Method method = method(group, members.group(2));
            String name = prefix + "." + name(method);
            if (isGroup(method.getReturnType()) || groupOf(method) != null) {
                continue;
            }
            text.append(row(name, method, members.group(1)));
        }
        members.reset();
        while (members.find()) {
            Method method = method(group, members.group(2));
            String name = prefix + "." + name(method);
            if (isGroup(method.getReturnType())) {
                group(name, method.getReturnType());
            } else if (groupOf(method) != null) {
                group(name + ".NAME", groupOf(method));
            }
        }
    }

    private String row(String name, Method method, String doc) {
        boolean isMap = method.getReturnType() == Map.class;
        String shown = isMap ? name + ".KEY" : name;
        return "| `%s` | %s | %s | `%s` | %s |\n"
                .formatted(
                        shown, type(method.getGenericReturnType()), value(name, method), variable(shown), plain(doc));
    }

    private String value(String name, Method method) {
        String value = defaults.getProperty(name);
        if (value == null && method.isAnnotationPresent(WithDefault.class)) {
            value = method.getAnnotation(WithDefault.class).value();
        }
        if (value != null) {
            return "`" + value + "`";
        }
        boolean optional = method.getReturnType() == Optional.class || method.getReturnType() == Map.class;
        return optional ? "" : "**needed**";
    }

    private static String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            boolean list = Collection.class.isAssignableFrom((Class<?>) generic.getRawType());
            return (list ? "list of " : "") + type(last);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isEnum()) {
            return Stream.of(plain.getEnumConstants())
                    .map(constant ->
                            "`" + constant.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(", "));
        }
        if (plain == int.class || plain == long.class || plain == Integer.class) {
            return "number";
        }
        return plain == Duration.class
                ? "duration"
                : plain == boolean.class || plain == Boolean.class ? "true or false" : name(plain);
    }

    private static String name(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "text";
            case "Path" -> "path";
            case "URI" -> "URL";
            case "ZoneId" -> "time zone";
            default -> throw new IllegalArgumentException("name the type " + type + " in SettingsReference");
        };
    }

    private static String name(Method method) {
        WithName other = method.getAnnotation(WithName.class);
        return other == null ? kebab(method.getName()) : other.value();
    }

    private static boolean isGroup(Class<?> type) {
        return type.isInterface() && type.getPackage().equals(Settings.class.getPackage());
    }

    private static Class<?> groupOf(Method method) {
        return method.getReturnType() == Map.class
                        && method.getGenericReturnType() instanceof ParameterizedType map
                        && map.getActualTypeArguments()[1] instanceof Class<?> value
                        && isGroup(value)
                ? value
                : null;
    }

    private static Method method(Class<?> group, String name) {
        try {
            return group.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String source(Class<?> group) {
        try {
            return Files.readString(Path.of("src/main/java/settings", group.getSimpleName() + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String description(String source, Class<?> group) {
        Matcher doc = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL)
                .matcher(source.substring(0, source.indexOf("interface " + group.getSimpleName())));
        return doc.find() ? plain(doc.group(1)) : "";
    }

    /** Javadoc in one line of Markdown. */
    private static String plain(String doc) {
        return doc == null
                ? ""
                : doc.replaceAll("\\{@link (\\w+)?#?(\\w+)}", "`$2`")
                        .replaceAll("\\{@code ([^}]*)}", "`$1`")
                        .replaceAll("\\s*\\n\\s*\\*?\\s*", " ")
                        .replace("|", "\\\\|")
                        .strip();
    }

    private static String kebab(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
