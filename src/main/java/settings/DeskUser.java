package settings;

/** One user of the desk. */
public interface DeskUser {

    /** bcrypt hash of the password, as {@code hikyaku password} and {@code htpasswd -nB} print it. */
    String password();

    /** A viewer reads; an operator reads and acts. */
    DeskRole role();
}
