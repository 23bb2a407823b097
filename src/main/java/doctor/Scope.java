package doctor;

/** Which part of an account is looked at: two accounts have a part each. */
public enum Scope {
    /** From the domains' DNS to the topic's subscriptions: SES' account and region. */
    MAIL,
    /** Queues, ledger, and the pipeline's service. */
    PIPELINE,
    /** What each set has: its cluster, task definition, roles, network, aliases. */
    COURIER,
    /** What every other question needs: clock, credentials. */
    ALL
}
