package settings;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What the set's program finds around it, as its mail server left it. */
public interface PipeSettings {

    /** The mail server that is to be imitated; the settings below change single traits. */
    @WithDefault("sendmail")
    MailServer server();

    /** A line {@code From sender date} before the mail. */
    Optional<Boolean> fromLine();

    /** Absent: as the mail server above has them. */
    Optional<LineEnds> lineEnds();

    /**
     * A body that is one {@code text/plain} in base64 or quoted-printable is decoded, with the header that says so; not
     * with {@code line-ends=as-stored}. Absent: for sendmail only, whose prog mailer does it (flag 9).
     */
    Optional<Boolean> decodeText();

    /** Added to the container's environment, without its HIKYAKU_… and QUARKUS_…. */
    Map<String, String> environment();

    /**
     * In the mail server's variables, each byte outside Postfix' {@code command_expansion_filter} becomes {@code _}.
     * Absent: for Postfix only.
     */
    Optional<Boolean> filterEnvironment();

    /** Only the mail server's variables and those above, nothing of the container's. */
    @WithDefault("false")
    boolean cleanEnvironment();

    /** Absent: the courier's own. */
    Optional<Path> workingDirectory();

    /** Whether the program may have the AWS credentials of its task's role, which are the courier's too. */
    @WithDefault("false")
    boolean awsCredentials();

    /** Octal, 022 for instance. Absent: 077 for Postfix, else the courier's own. */
    Optional<String> umask();

    /** Name, or name:group; the courier must be root. Absent: the courier's own. */
    Optional<String> user();

    /** Commands that need a shell (pipes, redirections, variables) are run by {@code sh -c}; otherwise their mail is held. */
    @WithDefault("false")
    boolean shell();

    /** The program finds manifest and parts in the folder that the variable MAIL_DIR names. */
    @WithDefault("false")
    boolean mailDir();

    /** What exit codes mean that mean something else to this program than sysexits says. */
    Map<Integer, ExitMeaning> exitCodes();
}
