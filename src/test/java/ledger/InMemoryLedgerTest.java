package ledger;

class InMemoryLedgerTest
        implements LedgerContract,
                DeliveriesContract,
                SearchContract,
                TermSearchContract,
                OperatorLedgerContract,
                PostponementContract,
                ErasureContract {

    private final LedgerPorts ports = LedgerPorts.inMemory(SETTINGS);

    @Override
    public LedgerPorts ports() {
        return ports;
    }
}
