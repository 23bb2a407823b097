package desk.jmx;

/** Whose word it is that comes over JMX. */
interface CurrentUser {

    String name();
}
