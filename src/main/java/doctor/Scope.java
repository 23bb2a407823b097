package doctor;

/** The part of an account to check, for installations with two accounts. */
public enum Scope {
    /** From the domains' DNS to the topic's subscriptions: SES' account and region. */
    MAIL,
    /** Queues, ledger, and the pipeline's service. */
    PIPELINE,
    /** What each set has: its cluster, task definition, roles, network, aliases. */
    COURIER,
    /** What every other check needs: clock, credentials. */
    ALL
}
