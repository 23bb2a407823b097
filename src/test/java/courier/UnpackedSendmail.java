package courier;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import local.SmtpClient;

/**
 * A real sendmail in target/sendmail, where {@code src/test/sh/sendmail-in-a-folder fetch} unpacks it; needs root. Its
 * aliases file is {@code folder()/aliases}.
 */
final class UnpackedSendmail implements AutoCloseable {

    private static final String SCRIPT = "src/test/sh/sendmail-in-a-folder";
    private static final Path SENDMAIL = Path.of("target/sendmail").toAbsolutePath();

    private final Path folder;

    private UnpackedSendmail(Path folder) {
        this.folder = folder;
    }

    /** Skips the test with a message if it is not unpacked. */
    static UnpackedSendmail install() throws IOException, InterruptedException {
        assumeTrue(
                Files.isExecutable(SENDMAIL.resolve("usr/libexec/sendmail/sendmail")),
                "no sendmail in target/sendmail: to compare with it, run " + SCRIPT + " fetch");
        assumeTrue("root".equals(System.getProperty("user.name")), "sendmail needs root: it is not compared");
        UnpackedSendmail sendmail = new UnpackedSendmail(Files.createTempDirectory("sendmail-"));
        sendmail.permit(sendmail.folder, "rwxr-xr-x");
        run(SCRIPT, "configure", SENDMAIL.toString(), sendmail.folder.toString());
        return sendmail;
    }

    Path folder() {
        return folder;
    }

    /** A folder into which programs may write. */
    void openFolder(String name) throws IOException {
        permit(Files.createDirectory(folder.resolve(name)), "rwxrwxrwx");
    }

    void program(String name, String script) throws IOException {
        permit(Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n"), "rwxr-xr-x");
    }

    /** Each mail is delivered when it is accepted. */
    SmtpClient smtp() throws IOException {
        Process process = new ProcessBuilder(List.of(SCRIPT, "smtp", SENDMAIL.toString(), folder.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new SmtpClient(process.getInputStream(), process.getOutputStream(), process::destroy);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("rm", "-rf", folder.toString());
    }

    private void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void run(String... command) throws IOException, InterruptedException {
        int exitCode = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exitCode != 0) {
            throw new IOException(command[0] + " ended with " + exitCode);
        }
    }
}
