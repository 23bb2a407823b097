package ledger;

import local.SettableClock;

class InMemoryLedgerTest
        implements LedgerContract,
                DeliveriesContract,
                SearchContract,
                TermSearchContract,
                OperatorLedgerContract,
                PostponementContract,
                ErasureContract {

    private final SettableClock clock = new SettableClock();

    private final InMemoryLedger ledger = new InMemoryLedger(clock, SETTINGS);

    @Override
    public SettableClock clock() {
        return clock;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public Deliveries deliveries() {
        return ledger;
    }

    @Override
    public OperatorLedger reopening() {
        return ledger;
    }

    @Override
    public Postponement postponing() {
        return ledger;
    }

    @Override
    public Erasure forgetting() {
        return ledger;
    }

    @Override
    public Search search() {
        return ledger;
    }

    @Override
    public TermSearch terms() {
        return ledger;
    }
}
