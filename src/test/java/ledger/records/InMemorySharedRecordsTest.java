package ledger.records;

class InMemorySharedRecordsTest extends SharedRecordsContract {

    private final InMemorySharedRecords records = new InMemorySharedRecords();

    @Override
    SharedRecords records() {
        return records;
    }
}
