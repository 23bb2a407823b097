package addresses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandTest {

    /** A shell would end the command there and run the rest as another one. */
    @Test
    void aLineFeedIsForAShell() {
        assertThat(Command.parse("/bin/mail 001\n/bin/log").needsShell()).isTrue();
        assertThat(Command.parse("/bin/mail 001\n").needsShell()).isTrue();
    }

    @Test
    void aLineFeedInQuotesIsPartOfItsWord() {
        assertThat(Command.parse("/bin/mail 'a\nb'").needsShell()).isFalse();
        assertThat(Command.parse("/bin/mail 'a\nb' \"c\nd\"").words()).containsExactly("/bin/mail", "a\nb", "c\nd");
    }
}
