package ledger;

class InMemoryQuotasTest extends QuotasContract {

    private final InMemoryLedger ledger = new InMemoryLedger(clock, SETTINGS);
    private final InMemoryQuotas quotas = new InMemoryQuotas(ledger);

    @Override
    Quotas quotas() {
        return quotas;
    }

    @Override
    Ledger ledger() {
        return ledger;
    }
}
