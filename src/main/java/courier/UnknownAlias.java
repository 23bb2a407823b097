package courier;

import ledger.DeliveryId;

/** The pipeline knows the address, but this container's aliases file does not: one of the two is outdated. */
public class UnknownAlias extends RuntimeException {

    UnknownAlias(DeliveryId id) {
        super("the task's aliases file has no command for " + id);
    }
}
