package cli;

import addresses.AddressBook;
import jakarta.inject.Inject;

/** Asks the aliases of all sets for {@link AliasesCommands.Find}. */
public class FindingAddress extends Asking {

    @Inject
    AddressBook addresses;

    @Override
    int answer(String... arguments) {
        AliasesCommands.Find command = Hikyaku.command(AliasesCommands.Find.class, arguments);
        return AliasesCommands.Find.tell(addresses.look(command.normalised()));
    }
}
