package ledger;

import aws.ItemUpdates;
import local.SettableClock;
import settings.Settings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** One ledger by its ports, which the contracts test. */
record LedgerPorts(
        SettableClock clock,
        Ledger ledger,
        Deliveries deliveries,
        OperatorLedger reopening,
        Postponement postponing,
        Erasure forgetting,
        Search search,
        TermSearch terms) {

    static LedgerPorts inMemory(Settings settings) {
        SettableClock clock = new SettableClock();
        InMemoryLedger ledger = new InMemoryLedger(clock, settings);
        return new LedgerPorts(clock, ledger, ledger, ledger, ledger, ledger, ledger, ledger);
    }

    static LedgerPorts inTable(DynamoDbClient table, Settings settings) {
        return inTable(table, table::updateItem, settings);
    }

    /** They share their readers, as in the product. */
    static LedgerPorts inTable(DynamoDbClient table, ItemUpdates updates, Settings settings) {
        SettableClock clock = new SettableClock();
        RowReader rows = new RowReader(table, settings);
        Directory directory = new Directory(table, settings);
        DynamoDbLedger ledger = new DynamoDbLedger(table, updates, rows, directory, clock, settings);
        return new LedgerPorts(
                clock,
                ledger,
                ledger,
                ledger,
                ledger,
                new DynamoDbErasure(table, rows, directory, clock, settings),
                new DynamoDbSearch(table, rows, directory, settings),
                new DynamoDbTermSearch(table, rows, settings));
    }
}
