package settings;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The environment of the set's program, as its mail server provided it. */
public interface PipeSettings {

    /** The mail server to imitate; the settings below change single properties. */
    @WithDefault("sendmail")
    MailServer server();

    /** Writes a line {@code From sender date} before the mail. */
    Optional<Boolean> fromLine();

    /** How the lines of the mail end. Absent: as the mail server above does. */
    Optional<LineEnds> lineEnds();

    /**
     * Decodes a body that is one {@code text/plain} in base64 or quoted-printable, and adapts its headers; not with
     * {@code line-ends=as-stored}. Absent: for sendmail only, because its prog mailer decodes such bodies (flag 9).
     */
    Optional<Boolean> decodeText();

    /** Variables added to the container's environment, from which HIKYAKU_… and QUARKUS_… are removed. */
    Map<String, String> environment();

    /**
     * Replaces each byte outside Postfix' {@code command_expansion_filter} by {@code _} in the mail server's variables.
     * Absent: for Postfix only.
     */
    Optional<Boolean> filterEnvironment();

    /** Passes only the mail server's variables and those above, none of the container's. */
    @WithDefault("false")
    boolean cleanEnvironment();

    /** Folder in which the program starts. Absent: the courier's own. */
    Optional<Path> workingDirectory();

    /** Whether the program may have the AWS credentials of its task's role, which the courier also uses. */
    @WithDefault("false")
    boolean awsCredentials();

    /** The program's umask, octal, for instance 022. Absent: 077 for Postfix, else the courier's own. */
    Optional<String> umask();

    /** User of the program: name, or name:group. The courier must then run as root. Absent: the courier's own. */
    Optional<String> user();

    /**
     * Commands that need a shell (pipes, redirections, variables) are run by {@code sh -c}; otherwise their mail is
     * held.
     */
    @WithDefault("false")
    boolean shell();

    /** The program finds manifest and parts in the folder that the variable MAIL_DIR names. */
    @WithDefault("false")
    boolean mailDir();

    /** Meanings of exit codes that differ from sysexits. */
    Map<Integer, ExitMeaning> exitCodes();
}
