package settings;

/** One user of the desk. */
public interface DeskUser {

    /** bcrypt's hash of the password, as {@code hikyaku password} and {@code htpasswd -nB} print it. */
    String password();

    /** A viewer looks; an operator looks and acts. */
    DeskRole role();
}
