package desk.jmx;

/** The name of the user who calls over JMX. */
interface CurrentUser {

    String name();
}
