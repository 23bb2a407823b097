package packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class SmallerJarTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 24, 0, 0);

    @TempDir
    Path folder;

    private Path jar;
    private Path ours;
    private byte[] compiled;

    @BeforeEach
    void aJar() throws IOException {
        Path source = Files.writeString(folder.resolve("Sum.java"), """
                public class Sum {
                    public static int of(java.util.List<Integer> numbers) {
                        int sum = 0;
                        for (int number : numbers) {
                            sum += number;
                        }
                        return sum;
                    }
                }
                """);
        int end = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-g", source.toString());
        assertThat(end).isZero();
        compiled = Files.readAllBytes(folder.resolve("Sum.class"));
        ours = Files.createDirectory(folder.resolve("classes"));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes());
        entries.put("org/apache/", new byte[0]);
        entries.put("Sum.class", compiled);
        entries.put("org/apache/camel/builder/endpoint/EndpointRouteBuilder.class", compiled);
        entries.put("org/apache/camel/builder/endpoint/dsl/", new byte[0]);
        entries.put("org/apache/camel/builder/endpoint/dsl/TimerEndpointBuilderFactory.class", compiled);
        entries.put("org/apache/commons/codec/language/bm/ash_rules.txt", "a".getBytes());
        entries.put("version.properties", "version=1".getBytes());
        jar = folder.resolve("some.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry one = new ZipEntry(entry.getKey());
                one.setTimeLocal(TIME);
                out.putNextEntry(one);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
    }

    @Test
    void aLibrarysMethodLosesTheNamesOfItsVariablesAndKeepsItsLines() throws IOException {
        assertThat(details(compiled)).contains("variable sum", "line 3");

        SmallerJar.reduce(jar, ours);

        assertThat(details(content("Sum.class")))
                .contains("line 3", "line 5")
                .noneMatch(detail -> detail.startsWith("variable"));
    }

    @Test
    void theMethodStillWorks() throws Exception {
        SmallerJar.reduce(jar, ours);

        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            Object sum = classes.loadClass("Sum").getMethod("of", List.class).invoke(null, List.of(1, 2, 39));
            assertThat(sum).isEqualTo(42);
        }
    }

    @Test
    void ourOwnClassesStayAsTheyAre() throws IOException {
        Files.write(ours.resolve("Sum.class"), compiled);

        SmallerJar.reduce(jar, ours);

        assertThat(content("Sum.class")).isEqualTo(compiled);
    }

    @Test
    void whatNothingLoadsIsLeftOutAndTheOthersKeepTheirOrder() throws IOException {
        SmallerJar.reduce(jar, ours);

        assertThat(entries())
                .extracting(ZipEntry::getName)
                .containsExactly(
                        "META-INF/MANIFEST.MF",
                        "org/apache/",
                        "Sum.class",
                        "org/apache/camel/builder/endpoint/EndpointRouteBuilder.class",
                        "version.properties");
        assertThat(content("version.properties")).asString().isEqualTo("version=1");
    }

    @Test
    void twoBuildsOfTheSameSourcesStayEqual() throws IOException {
        SmallerJar.reduce(jar, ours);
        byte[] first = Files.readAllBytes(jar);

        SmallerJar.reduce(jar, ours);

        assertThat(jar).hasBinaryContent(first);
        assertThat(entries()).extracting(ZipEntry::getTimeLocal).containsOnly(TIME);
    }

    @Test
    void aJarWithABrokenClassIsNotReplaced() throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("Broken.class"));
            out.write(compiled, 0, 100);
        }
        byte[] before = Files.readAllBytes(jar);

        assertThatThrownBy(() -> SmallerJar.reduce(jar, ours)).isInstanceOf(RuntimeException.class);

        assertThat(jar).hasBinaryContent(before);
        assertThat(folder).isDirectoryNotContaining("glob:**.smaller");
    }

    @Test
    void withoutAJarTheBuildFails() {
        assertThatThrownBy(() -> SmallerJar.reduce(folder.resolve("none.jar"), ours))
                .isInstanceOf(NoSuchFileException.class);
    }

    private List<? extends ZipEntry> entries() throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return Collections.list(file.entries());
        }
    }

    private byte[] content(String entry) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            return file.getInputStream(file.getEntry(entry)).readAllBytes();
        }
    }

    /** The class' debugging information: "variable NAME" and "line NUMBER". */
    static List<String> details(byte[] content) {
        List<String> details = new ArrayList<>();
        new ClassReader(content)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new MethodVisitor(api) {
                                    @Override
                                    public void visitLocalVariable(
                                            String variable, String type, String generic, Label from, Label to, int i) {
                                        details.add("variable " + variable);
                                    }

                                    @Override
                                    public void visitLineNumber(int line, Label start) {
                                        details.add("line " + line);
                                    }
                                };
                            }
                        },
                        0);
        return details;
    }
}
