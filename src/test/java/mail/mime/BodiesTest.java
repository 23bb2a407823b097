package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain; charset=iso-2022-jp; name=\"mail.txt\"",
                "Content-Type: text/plain; charset=iso-2022-jp\r\nContent-Disposition: inline; filename=mail.txt",
                "Content-Type: text/plain; charset=iso-2022-jp; name=mail.txt\r\nContent-Disposition: inline",
            })
    void theFirstTextIsTheBodyWhateverItsName(String headers) throws IOException {
        Unpacked mail = Unpacked.of(headers + "\r\n\r\n\u001B$BCmJ8\u001B(B 12\r\n");

        assertThat(mail.text()).isEqualTo("注文 12\r\n");
        assertThat(mail.manifest().parts().get(0).name()).isEqualTo("mail.txt");
    }

    @Test
    void aTextThatIsSentAsAnAttachmentIsOne() throws IOException {
        assertThat(roles("text/plain\r\nContent-Disposition: attachment")).containsExactly("attachment");
        assertThat(roles("text/plain; name=a.txt\r\nContent-Disposition: form-data"))
                .containsExactly("attachment");
    }

    @Test
    void aSecondTextWithANameIsAnAttachment() throws IOException {
        assertThat(mixed("text/plain", "text/plain; name=a.txt", "text/html; name=a.html"))
                .containsExactly("text", "attachment", "attachment");
        assertThat(mixed("application/pdf", "text/plain; name=a.txt", "text/plain"))
                .containsExactly("attachment", "text", "text");
        assertThat(mixed("text/html; name=a.html", "text/plain; name=a.txt")).containsExactly("html", "attachment");
    }

    @Test
    void bothBranchesOfAnAlternativeAreBodies() throws IOException {
        assertThat(multipart(
                        "alternative", "text/plain; name=a.txt", "text/html; name=a.html", "text/html; name=b.html"))
                .containsExactly("text", "html", "attachment");
    }

    @Test
    void aMailInTheMailHasABodyOfItsOwn() throws IOException {
        Unpacked mail = Unpacked.of("Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\none\r\n--B\r\n"
                + "Content-Type: message/rfc822\r\n\r\nContent-Type: text/plain; name=a.txt\r\n\r\ntwo\r\n--B--");

        assertThat(mail.manifest().parts()).extracting(Manifest.Part::role).containsExactly("text", "message", "text");
    }

    @ParameterizedTest
    @CsvSource({
        "'a \r\nb\r\n', 'ab\r\n'",
        "'a \r\n\r\nb \r\n', 'a \r\n\r\nb \r\n'",
        "'a  \r\nb', 'a b'",
        "'a \nb \nc\nd', 'abc\nd'",
        "'> a \r\n> b\r\n>> c \r\n> d\r\n', '> ab\r\n>> c \r\n> d\r\n'",
        "'>a \r\n>b\r\n', '>ab\r\n'",
        "'a \r\n> b\r\n', 'a \r\n> b\r\n'",
        "'a\r\n-- \r\nb\r\n', 'a\r\n-- \r\nb\r\n'",
        "'> -- \r\n> b\r\n', '> -- \r\n> b\r\n'",
        "'-- a \r\nb', '-- ab'",
        "'  a \r\n  b\r\n', '  a b\r\n'",
        "'a ', 'a '",
        "'>', '>'",
        "'a\rb', 'a\rb'",
        "'a \r\n>', 'a \r\n>'",
        "'a\r\n\r\n', 'a\r\n\r\n'",
    })
    void withDelSpTheLinesAreJoinedWithoutTheirBlank(String flowed, String joined) throws IOException {
        String type = "Content-Type: text/plain; format=flowed; delsp=yes\r\n\r\n";
        Unpacked mail = Unpacked.of(type + flowed);

        assertThat(mail.text()).isEqualTo(joined);
        assertThat(mail.manifest().parts().get(0).delSp()).isTrue();
        assertThat(mail.manifest().parts().get(0).flowed()).isTrue();
    }

    @Test
    void withoutDelSpFlowedLinesStayAsTheyAre() throws IOException {
        Unpacked mail = Unpacked.of("Content-Type: text/plain; format=flowed\r\n\r\na \r\nb");

        assertThat(mail.text()).isEqualTo("a \r\nb");
        assertThat(mail.manifest().parts().get(0).delSp()).isNull();
    }

    @Test
    void japaneseWithDelSpHasNoBlanksInIt() throws IOException {
        Unpacked mail = Unpacked.of("Content-Type: text/plain; charset=iso-2022-jp; format=flowed; delsp=yes\r\n\r\n"
                + "\u001B$BK\\F|\u001B(B \r\n\u001B$BH/Aw\u001B(B\r\n");

        assertThat(mail.text()).isEqualTo("本日発送\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'foo ', '--foo', '--foo--'",
        "'foo ', '--foo ', '--foo -- '",
        "'foo   ', '--foo ', '--foo--'",
        "'foo', '--foo ', '--foo--'",
    })
    void aBoundaryMayEndInABlank(String boundary, String delimiter, String end) throws IOException {
        Unpacked mail = Unpacked.of("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n" + delimiter
                + "\r\n\r\none\r\n" + delimiter + "\r\n\r\ntwo\r\n" + end + "\r\n");

        assertThat(mail.manifest().parts()).hasSize(2);
        assertThat(mail.text("002")).isEqualTo("two");
    }

    @Test
    void aBlankThatIsMeantTellsABoundaryFromALineLikeIt() throws IOException {
        Unpacked mail = Unpacked.of(
                "Content-Type: multipart/mixed; boundary=\"foo \"\r\n\r\n--foo \r\n\r\none\r\n--foo\r\ntwo\r\n--foo --\r\n");

        assertThat(mail.text("001")).isEqualTo("one\r\n--foo\r\ntwo");
    }

    private static List<String> roles(String type) throws IOException {
        return Unpacked.of("Content-Type: " + type + "\r\n\r\nx").manifest().parts().stream()
                .map(Manifest.Part::role)
                .toList();
    }

    private static List<String> mixed(String... types) throws IOException {
        return multipart("mixed", types);
    }

    private static List<String> multipart(String kind, String... types) throws IOException {
        StringBuilder mail = new StringBuilder(kind + "; boundary=B\r\n\r\n");
        for (String type : types) {
            mail.append("--B\r\nContent-Type: ").append(type).append("\r\n\r\nx\r\n");
        }
        return roles("multipart/" + mail + "--B--");
    }
}
