package ledger;

class InMemoryLedgerTest extends LedgerContract {

    private final InMemoryLedger ledger = new InMemoryLedger(clock, SETTINGS);

    @Override
    Ledger ledger() {
        return ledger;
    }

    @Override
    Deliveries deliveries() {
        return ledger;
    }

    @Override
    OperatorLedger reopening() {
        return ledger;
    }

    @Override
    Postponement postponing() {
        return ledger;
    }

    @Override
    Erasure forgetting() {
        return ledger;
    }

    @Override
    Search search() {
        return ledger;
    }
}
