package packaging;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes the packaged jar smaller. The JVM keeps the list of a jar's entries in memory, and all that a loaded class
 * contains. The build runs this program after Quarkus has written the jar. A second run changes nothing.
 */
public final class SmallerJar {

    /**
     * Nothing loads these folders. The first has builders of endpoints; our routes name endpoints by URI instead. The
     * second has phonetic codes of words.
     */
    static final List<String> UNUSED =
            List.of("org/apache/camel/builder/endpoint/dsl/", "org/apache/commons/codec/language/");

    private SmallerJar() {}

    /** @param args the jar, and the folder of our own classes */
    public static void main(String... args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: SmallerJar JAR CLASSES");
            System.exit(2);
        }
        reduce(Path.of(args[0]), Path.of(args[1]));
    }

    /**
     * Replaces the jar. Entries keep their order, times and content, with two exceptions. Those of {@link #UNUSED} are
     * left out. Classes of libraries lose the names of their local variables. Only debuggers and messages of
     * NullPointerExceptions use these names, so our own classes keep theirs. Stack traces keep their line numbers.
     *
     * @param ours folder of our own classes
     * @throws IOException if the jar cannot be read or replaced; it is then unchanged
     */
    static void reduce(Path jar, Path ours) throws IOException {
        Path smaller = jar.resolveSibling(jar.getFileName() + ".smaller");
        try {
            write(jar, ours, smaller);
            Files.move(smaller, jar, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(smaller);
        }
    }

    private static void write(Path jar, Path ours, Path smaller) throws IOException {
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(smaller));
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                String name = entry.getName();
                if (UNUSED.stream().anyMatch(name::startsWith)) {
                    continue;
                }
                byte[] content = in.getInputStream(entry).readAllBytes();
                boolean isOfLibrary = name.endsWith(".class") && !Files.exists(ours.resolve(name));
                ZipEntry copy = new ZipEntry(name);
                copy.setTimeLocal(entry.getTimeLocal());
                out.putNextEntry(copy);
                out.write(isOfLibrary ? withoutVariableNames(content) : content);
                out.closeEntry();
            }
        }
    }

    private static byte[] withoutVariableNames(byte[] content) {
        ClassWriter smaller = new ClassWriter(0);
        new ClassReader(content).accept(new WithoutVariableNames(smaller), 0);
        return smaller.toByteArray();
    }

    private static final class WithoutVariableNames extends ClassVisitor {

        private WithoutVariableNames(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(api, super.visitMethod(access, name, descriptor, signature, exceptions)) {
                @Override
                public void visitLocalVariable(
                        String variable, String type, String generic, Label from, Label to, int index) {
                    // left out
                }
            };
        }
    }
}
