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
    Reopening reopening() {
        return ledger;
    }

    @Override
    Postponing postponing() {
        return ledger;
    }

    @Override
    Forgetting forgetting() {
        return ledger;
    }

    @Override
    Search search() {
        return ledger;
    }
}
